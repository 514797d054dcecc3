"""What whoever runs the bot is shown: how it is used, as a picture, and which model answers."""

from __future__ import annotations

import html
from collections.abc import Sequence

from bot.i18n.translator import Words
from bot.preferences import Theme
from bot.rendering.pictures.bars_picture import Bar, Panel, bars_picture
from bot.usage import Statistics
from model.manifest import Manifest
from model.types import VersionId

_MOST_VERSIONS = 10
_OUTCOMES = {
    "confident": "stats-confident",
    "unsure": "stats-unsure",
    "unknown": "stats-unknown",
    "refused": "stats-refused",
    "recommended": "stats-recommended",
    "starters": "stats-starters",
    "mix": "stats-mix",
}


def picture(found: Statistics, words: Words, theme: Theme) -> bytes:
    """Draw six panels of bars as a PNG."""
    queries = [
        (words.plain(_OUTCOMES[outcome]) if outcome in _OUTCOMES else outcome, count)
        for outcome, count in found.queries.items()
    ]
    votes = [
        (words.plain("button-up"), found.votes_up),
        (words.plain("button-down"), found.votes_down),
    ]
    panels = [
        _panel("stats-queries", queries, words),
        _panel("stats-votes", votes if found.votes_up + found.votes_down else [], words),
        _panel("stats-asked", found.most_asked, words),
        _panel("stats-unknown-names", found.unknown, words),
        _took(found, words),
        _panel("stats-days", found.people_by_day, words),
    ]
    title, note = words.plain("stats-picture"), words.plain("picture-note")
    return bars_picture(panels, title=title, note=note, theme=theme)


def caption(found: Statistics, words: Words) -> str:
    """Return the figures that no bar shows."""
    lines = [words.html("stats-title", people=found.people, chats=found.chats)]
    if found.hit_rate is not None:
        lines.append(words.html("stats-hits", rate=found.hit_rate))
    if found.set_aside:
        lines.append(words.html("stats-set-aside", count=found.set_aside))
    return "\n".join(lines)


def model(manifest: Manifest, versions: Sequence[VersionId], words: Words) -> str:
    """Return what a version says of itself, and the others that there are.

    Args:
        manifest: of the version that answers.
        versions: oldest first.
        words: the language.
    """
    lines = [
        words.html(
            "model-about",
            version=manifest.id,
            trained=f"{manifest.created_at:%Y-%m-%d %H:%M} UTC",
            source=manifest.source.description,
            artists=manifest.counts.artists,
            listeners=manifest.counts.listeners,
            plays=manifest.counts.cells,
            factors=manifest.settings.factors,
        )
    ]
    if manifest.trial is not None:
        recall, ndcg = manifest.trial.recall_at_20, manifest.trial.ndcg_at_20
        lines.append(words.html("model-trial", recall=recall, ndcg=ndcg))
    others = [
        f"<code>{html.escape(version)}</code>" for version in versions[::-1][:_MOST_VERSIONS]
    ]
    return "\n".join([*lines, "", words.html("model-versions"), *others])


def _panel(heading: str, counted: Sequence[tuple[str, int]], words: Words) -> Panel:
    bars = tuple(
        Bar(label, count, words.plain("stats-count", count=count)) for label, count in counted
    )
    return Panel(words.plain(heading), bars, words.plain("stats-nothing"))


def _took(found: Statistics, words: Words) -> Panel:
    shares = {
        "stats-half": found.median_took_ms,
        "stats-most": found.p90_took_ms,
        "stats-nearly-all": found.p99_took_ms,
    }
    bars = tuple(
        Bar(words.plain(key), took_ms, words.plain("stats-ms", ms=took_ms))
        for key, took_ms in shares.items()
        if took_ms is not None
    )
    return Panel(words.plain("stats-took"), bars, words.plain("stats-nothing"))
