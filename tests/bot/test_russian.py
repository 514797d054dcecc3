from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, MessageReference, SelectExpression, VariableReference
from fluent.syntax.visitor import Visitor

from bot.i18n.translator import Translator

LANGUAGES = ["ru"]
SPOKEN = Translator().languages
LOCALES = Path(__file__).parents[2] / "bot" / "i18n" / "locales"
LONGEST_LABEL, LONGEST_TOAST, LONGEST_DESCRIPTION = 32, 200, 256  # characters
LONGEST_TEXT = 4096
TOASTS = [
    "similar-gone",
    "settings-kept",
    "starters-no-votes",
    "mix-joined",
    "mix-joined-without-votes",
    "mix-left",
    "block-whom",
    "block-done",
    "block-let-back",
    "vote-up",
    "vote-down",
    "vote-taken-back",
    "button-unknown",
    "answer-forgotten",
    "private-only",
    "taste-join-first",
]
NUMBERS = {"closeness", "overlap", "rate", "recall", "ndcg", "ms", "times"}
COUNTS = (0, 1, 2, 5, 11, 21, 22, 25, 101, 111, 12345)


class _Arguments(Visitor):
    """Gathers what a message must be given, and which other messages stand in it."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.counted: set[str] = set()
        self.messages: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)

    def visit_MessageReference(self, node: MessageReference) -> None:  # noqa: N802
        self.messages.add(node.id.name)

    def visit_SelectExpression(self, node: SelectExpression) -> None:  # noqa: N802
        if isinstance(node.selector, VariableReference):
            self.counted.add(node.selector.id.name)
        self.generic_visit(node)


def read(language: str) -> dict[str, _Arguments]:
    source = (LOCALES / language / "bot.ftl").read_text(encoding="utf-8")
    found = {}
    for entry in FluentParser().parse(source).body:
        if isinstance(entry, Message):
            found[entry.id.name] = arguments = _Arguments()
            arguments.visit(entry)
    for arguments in found.values():
        for other in arguments.messages:
            arguments.names |= found[other].names
            arguments.counted |= found[other].counted
    return found


MESSAGES: Mapping[str, Mapping[str, _Arguments]] = {
    language: read(language) for language in ("en", *LANGUAGES)
}
COUNTED = {
    key: set[str]().union(*(MESSAGES[language][key].counted for language in MESSAGES))
    for key in MESSAGES["en"]
    if all(key in messages for messages in MESSAGES.values())
}


def plausible(key: str, count: int, text: str = "Muse") -> dict[str, str | int | float]:
    """Return an argument of the right kind for each that the English message has."""
    return {
        name: 0.456 if name in NUMBERS else count if name in COUNTED[key] else text
        for name in MESSAGES["en"][key].names
    }


def tags(text: str) -> Counter[str]:
    return Counter(re.findall(r"</?[a-z]+>", text))


def words(language):
    return SPOKEN[language]


in_each_language = pytest.mark.parametrize("language", LANGUAGES)


@in_each_language
def test_every_message_has_the_arguments_of_the_english_one(language):
    assert {key: found.names for key, found in MESSAGES[language].items()} == {
        key: found.names for key, found in MESSAGES["en"].items()
    }


@in_each_language
def test_messages_stand_in_the_order_of_the_english_ones(language):
    assert list(MESSAGES[language]) == list(MESSAGES["en"])


@in_each_language
@pytest.mark.parametrize("count", COUNTS)
def test_every_message_can_be_said_and_is_marked_up_like_the_english_one(language, count):
    for key in MESSAGES["en"]:
        given = plausible(key, count)
        said, english = words(language).html(key, **given), words("en").html(key, **given)
        assert said.strip()
        assert "{" not in said
        assert tags(said) == tags(english), key


@in_each_language
def test_commands_in_a_message_are_those_of_the_english_one(language):
    for key in MESSAGES["en"]:
        given = plausible(key, 5)
        commands = [
            set(re.findall(r"(?<![<\w])/[a-z]+", words(one).plain(key, **given)))
            for one in ("en", language)
        ]
        assert commands[0] == commands[1], key


@in_each_language
def test_labels_of_buttons_fit_a_phone(language):
    for key in MESSAGES["en"]:
        if key.startswith("button-") and key not in TOASTS:
            label = words(language).plain(key, **plausible(key, 25, "Muse"))
            assert 0 < len(label) <= LONGEST_LABEL, key


@in_each_language
@pytest.mark.parametrize("key", TOASTS)
def test_what_pops_up_is_not_too_long_even_with_a_long_name(language, key):
    assert len(words(language).plain(key, **plausible(key, 25, "x" * 80))) <= LONGEST_TOAST


@in_each_language
def test_the_command_menu_and_long_texts_keep_to_the_limits_of_telegram(language):
    for key in MESSAGES["en"]:
        said = words(language).plain(key, **plausible(key, 12345))
        longest = LONGEST_DESCRIPTION if key.startswith("command-") else LONGEST_TEXT
        assert 1 <= len(said) <= longest, key


@in_each_language
@pytest.mark.parametrize("key", ["similar-line", "request-line"])
def test_a_line_of_an_answer_begins_with_the_place_and_the_link(language, key):
    said = words(language).html(key, **plausible(key, 5) | {"place": "3", "link": "Blur"})
    assert said.startswith("3. Blur: ")


@in_each_language
def test_buttons_that_a_text_names_are_called_so(language):
    for key, button in [
        ("privacy", "button-join"),
        ("privacy", "button-leave"),
        ("blocked-none", "button-block"),
        ("help", "button-block"),
        ("help", "button-why"),
    ]:
        label = words(language).plain(button).lstrip("✋🚫 ")
        assert f"«{label}»" in words(language).html(key, **plausible(key, 5))


RUSSIAN_FORMS = ["one", "few", "many", "many", "one", "few", "many", "one", "many"]
RUSSIAN_COUNTS = [1, 2, 5, 11, 21, 22, 25, 101, 111]


@pytest.mark.parametrize(
    ("key", "argument", "forms"),
    [
        ("help", "artists", ("{} исполнитель.", "{} исполнителя.", "{} исполнителей.")),
        (
            "blocked-title",
            "artists",
            ("{} исполнитель", "{} исполнителя", "{} исполнителей"),
        ),
        ("mydata", "rows", ("{} строка.", "{} строки.", "{} строк.")),
        ("forget-done", "queries", ("{} вопрос,", "{} вопроса,", "{} вопросов,")),
        ("forget-done", "votes", ("{} голос и", "{} голоса и", "{} голосов и")),
        ("mix-others", "people", ("ещё {} человек", "ещё {} человека", "ещё {} человек")),
        ("stats-title", "people", ("{}</b> человек в", "{}</b> человека в", "{}</b> человек в")),
        ("stats-title", "chats", ("{}</b> чате", "{}</b> чатах", "{}</b> чатах")),
        ("model-about", "listeners", ("{} слушатель,", "{} слушателя,", "{} слушателей,")),
        (
            "model-about",
            "plays",
            ("{} строка прослушиваний", "{} строки прослушиваний", "{} строк прослушиваний"),
        ),
        ("model-about", "factors", ("{} фактор", "{} фактора", "{} факторов")),
        ("export-done", "events", ("{} событие,", "{} события,", "{} событий,")),
        ("request-too-many", "most", ("{} исполнителя.", "{} исполнителей.", "{} исполнителей.")),
        (
            "why-shared",
            "listeners",
            ("{} общий слушатель с", "{} общих слушателя с", "{} общих слушателей с"),
        ),
        (
            "why-shared-unusual",
            "times",
            ("в {} раз больше", "в {} раза больше", "в {} раз больше"),
        ),
        ("button-namesake", "listeners", ("{} слушатель)", "{} слушателя)", "{} слушателей)")),
    ],
)
def test_russian_nouns_follow_their_numbers(key, argument, forms):
    for count, form in zip(RUSSIAN_COUNTS, RUSSIAN_FORMS, strict=True):
        said = words("ru").html(key, **plausible(key, 7) | {argument: count})
        expected = forms[("one", "few", "many").index(form)].format(count)
        assert re.search(rf"(?<!\d){re.escape(expected)}(?!\w)", said), count


@pytest.mark.parametrize(
    ("times", "said"), [(2.0, "в 2 раза б"), (2.4, "в 2,4 раза б"), (5.0, "в 5 раз б")]
)
def test_russian_times_may_be_broken_numbers(times, said):
    given = plausible("why-shared-unusual", 5) | {"times": times}
    assert said in words("ru").plain("why-shared-unusual", **given)


def test_russian_numbers_are_grouped_by_spaces_and_percents_stand_apart():
    line = words("ru").html(
        "similar-line", place="1", link="Muse", closeness=0.87, shared=678, listeners=12345
    )
    assert line.replace("\xa0", " ") == "1. Muse: сходство 87 %, общих слушателей 678 из 12 345"


def test_russian_speaks_of_one_seed_that_is_gone_and_of_several():
    said = [
        words("ru").plain("why-seed-gone", names=names, seeds=seeds)
        for names, seeds in [("Muse", 1), ("Muse и Blur", 2)]
    ]
    assert "Muse больше не входит в" in said[0]
    assert "Muse и Blur больше не входят в" in said[1]


@pytest.mark.parametrize("code", ["ru", "ru-RU", "RU"])
def test_who_speaks_russian_gets_russian(code):
    assert Translator().words_for(code).plain("language-name") == "Русский"
