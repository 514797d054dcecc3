from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, FluentSerializer
from fluent.syntax.ast import Message

from bot.i18n.translator import Words

LOCALES = Path(__file__).parents[2] / "bot" / "i18n" / "locales"
COUNTS = {
    "artists",
    "count",
    "factors",
    "listeners",
    "most",
    "page",
    "pages",
    "people",
    "plays",
    "shared",
}
# Letters that are written otherwise in mainland China.
TRADITIONAL = set(
    "個們說這來時會對問聽樂單訊間關開點擊選擇請還沒過為從給發與並無據數據輸錄檔圖語設歡裡頁"
)
HAN = "[\u3400-\u9fff]"


def source_of(language: str) -> str:
    return (LOCALES / language / "bot.ftl").read_text(encoding="utf-8")


def messages_of(language: str) -> dict[str, str]:
    """The messages of a file as Fluent writes them, with those they are made of in their place."""
    entries = FluentParser().parse(source_of(language)).body
    written = {
        entry.id.name: FluentSerializer().serialize_entry(entry)
        for entry in entries
        if isinstance(entry, Message)
    }
    return {
        key: re.sub(r"\{ ([a-z][\w-]*) \}", lambda inner: written[inner[1]], text)
        for key, text in written.items()
    }


ENGLISH, CHINESE = messages_of("en"), messages_of("zh-hans")
KEYS = sorted(ENGLISH.keys() & CHINESE.keys())
IN_ENGLISH = Words("en", source_of("en"))
IN_CHINESE = Words("zh-hans", source_of("zh-hans"))


def arguments_of(message: str) -> set[str]:
    return set(re.findall(r"\$(\w+)", message))


def filled(key: str, name: str) -> dict[str, str | int | float]:
    """Arguments for a message: shares, counts and, for all else, a name."""
    message = ENGLISH[key]
    shares = set(re.findall(r"NUMBER\(\$(\w+)", message))
    counts = set(re.findall(r"\$(\w+) ->", message)) | COUNTS - {"artists"}
    values: dict[str, str | int | float] = {}
    for argument in arguments_of(message):
        if argument in shares:
            values[argument] = 0.42
        elif argument == "place":
            values[argument] = "1"
        else:
            values[argument] = 7 if argument in counts else name
    return values


def said(key: str, name: str) -> str:
    """A message as people read it."""
    return IN_CHINESE.plain(key, **filled(key, name))


def keys_under(comment: str) -> list[str]:
    """The keys between such comments and the next empty line."""
    blocks = re.findall(rf"(?ms)^# plain: {comment}.*?\n\n", source_of("zh-hans"))
    return re.findall(r"^([a-z-]+) =", "".join(blocks), re.MULTILINE)


@pytest.mark.parametrize("key", KEYS)
def test_it_has_the_arguments_of_the_english_message(key):
    assert arguments_of(CHINESE[key]) == arguments_of(ENGLISH[key])


@pytest.mark.parametrize("key", KEYS)
def test_it_has_the_tags_of_the_english_message(key):
    arguments = filled(key, "Muse")
    english = IN_ENGLISH.html(key, **arguments)
    chinese = IN_CHINESE.html(key, **arguments)
    tag = r"<[^>]*>"
    assert Counter(re.findall(tag, chinese)) == Counter(re.findall(tag, english))


@pytest.mark.parametrize("key", KEYS)
def test_it_is_punctuated_as_chinese_is(key):
    text = re.sub(r"<[^>]*>", "", said(key, "周杰伦"))
    assert re.findall(rf"{HAN}[,.;:!?]", text) == []
    assert re.findall(r" [，。：；！？、（）“”]|[，。：；！？、（] ", text) == []


@pytest.mark.parametrize("key", KEYS)
def test_chinese_stands_apart_from_latin_letters_and_numbers(key):
    text = re.sub(r"<[^>]*>", "", said(key, "Muse"))
    assert re.findall(rf"{HAN}[A-Za-z0-9@/+]|[A-Za-z0-9%+]{HAN}", text) == []


@pytest.mark.parametrize("key", KEYS)
def test_nothing_in_it_is_traditional(key):
    assert set(CHINESE[key]) & TRADITIONAL == set()


@pytest.mark.parametrize("key", [key for key in KEYS if key.startswith("button-")])
def test_a_button_is_short(key):
    assert len(said(key, "Muse")) <= 20


@pytest.mark.parametrize("key", [*keys_under("(?:what )?pops up"), "sorry", "similar-gone"])
def test_what_pops_up_fits(key):
    assert len(said(key, "M" * 80)) <= 200


@pytest.mark.parametrize("key", [key for key in KEYS if key.startswith("command-")])
def test_a_command_in_the_menu_has_few_words(key):
    assert 1 <= len(said(key, "Muse")) <= 40


@pytest.mark.parametrize("key", ["help", "blocked-none", "privacy"])
def test_a_button_that_is_quoted_is_called_so(key):
    labels = {said(one, "Muse") for one in KEYS if one.startswith("button-")}
    bare = {re.sub(r"^\W+ ", "", label) for label in labels}
    quoted = set(re.findall("“([^”]+)”", said(key, "Muse")))
    assert quoted
    assert quoted <= bare


@pytest.mark.parametrize("key", ["similar-line", "request-line", "why-line", "taste-line"])
def test_a_line_of_an_answer_begins_with_its_place_and_its_artist(key):
    assert CHINESE[key].startswith(f"{key} = {{ $place }}. {{ $link }}：")


def test_names_are_listed_with_the_enumeration_comma():
    before = IN_CHINESE.plain("list-comma", before="Muse", next="Blur")
    assert IN_CHINESE.plain("list-and", before=before, last="Pulp") == "Muse、Blur 和 Pulp"


def test_numbers_are_grouped_as_in_english():
    text = IN_CHINESE.html(
        "similar-line", place="1", link="Muse", shared=1234, listeners=56789, closeness=0.424
    )
    assert text == "1. Muse：相似度 42%，56,789 位听众中有 1,234 位重合"
