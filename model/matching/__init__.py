"""What someone typed → the artist that was meant, or a question, or an honest "unknown".

`matcher` asks, in this order: is it the very name or one of the `keys` derived from it; does it
become one without the words of a request (`requests`) or on another keyboard (`keyboards`); and
which of the names that share letters with it (`index`) is nearest (`likeness`). `outcomes` are the
answers, shared by everything that answers.
"""

from model.matching.matcher import Matcher
from model.matching.outcomes import EXACT, Match, Matching, Outcome

__all__ = ["EXACT", "Match", "Matcher", "Matching", "Outcome"]
