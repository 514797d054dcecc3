"""What someone typed → the artist that was meant, or a question, or an honest "unknown".

`matcher` takes a text in several ways (`interpretations`: as it stands, as one of the `requests`,
on other `keyboards`) and lets `search` look for each in the version's `vocabulary`: under its
`headings`, by `likeness` among the candidates of the trigram `index` and the `short_names`, inside
a longer text. What is found gets the points and the permission to answer that `trust` says, and
comes to one of the `outcomes`. `numbers`, `sounds`, `everyday` words and `namesakes` are what
their names say.
"""

from model.matching.matcher import Matcher
from model.matching.outcomes import EXACT, Match, Matching, Outcome

__all__ = ["EXACT", "Match", "Matcher", "Matching", "Outcome"]
