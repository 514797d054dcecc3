"""Writes docs/privacy.md from what the bot says to /privacy: `python docs/privacy_page.py`."""

from __future__ import annotations

import html
import re
from pathlib import Path

from bot.i18n.translator import FALLBACK, Translator

PAGE = Path(__file__).parent / "privacy.md"
_BOLD = re.compile(r"<b>(.*?)</b>")


def page() -> str:
    """Return the message as Markdown, its first line the title."""
    said = Translator().languages[FALLBACK].html("privacy")
    title, *paragraphs = html.unescape(_BOLD.sub(r"**\1**", said)).split("\n")
    lines = [f"# {title.strip('*')}", ""]
    lines += ["The bot says the same to `/privacy`, in each of its languages.", ""]
    for paragraph in paragraphs:
        if paragraph:
            lines += [paragraph, ""]
    return "\n".join(lines)


def main() -> None:
    """Write it."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
