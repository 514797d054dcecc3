from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message

from bot.handlers import ADMIN_COMMANDS, GROUP_MENU, PRIVATE_MENU
from bot.i18n.translator import Translator, Words

ROOT = Path(__file__).parents[2] / "bot"
LOCALES = ROOT / "i18n" / "locales"
PROSE = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}")
SAYING = [
    *ROOT.glob("handlers/*.py"),
    *ROOT.glob("rendering/*.py"),
    *(
        ROOT / f"{name}.py"
        for name in ("answering", "asking_back", "conversation", "recommending")
    ),
]
CODE = [
    *ROOT.glob("*.py"),
    *ROOT.glob("handlers/*.py"),
    *ROOT.glob("rendering/**/*.py"),
    *ROOT.glob("intake/*.py"),
]


def keys_of(language: str) -> set[str]:
    source = (LOCALES / language / "bot.ftl").read_text(encoding="utf-8")
    entries = FluentParser().parse(source).body
    return {entry.id.name for entry in entries if isinstance(entry, Message)}


def texts_in_code() -> set[str]:
    """Every text in the code, and the keys that are put together there."""
    texts = {f"command-{name}" for name in (*PRIVATE_MENU, *GROUP_MENU, *ADMIN_COMMANDS)}
    texts |= {f"button-{thumb}-counted" for thumb in ("up", "down")}
    for path in CODE:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
        texts |= {text for text in constants if isinstance(text, str)}
    return texts


def keys_asked_for() -> set[str]:
    """Every key that code asks a language for by name."""
    keys = set()
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if node.func.attr in {"html", "plain"} and node.args:
                keys |= {
                    one.value
                    for one in ast.walk(node.args[0])
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                }
    return keys


def test_the_files_parse_without_leftovers():
    for path in LOCALES.glob("*/bot.ftl"):
        entries = FluentParser().parse(path.read_text(encoding="utf-8")).body
        assert [entry for entry in entries if type(entry).__name__ == "Junk"] == []


def test_every_language_says_all_that_english_says():
    for language in Translator().languages:
        assert keys_of(language) == keys_of("en")


def test_every_message_is_said_somewhere_in_the_code():
    within = set(re.findall(r"\{ ([a-z-]+) \}", (LOCALES / "en" / "bot.ftl").read_text()))
    assert keys_of("en") - texts_in_code() - within == set()


def test_every_message_that_the_code_asks_for_is_there():
    made = {"command-", "-counted"}
    assert keys_asked_for() - keys_of("en") - made == set()


def prose_in(path: Path) -> list[str]:
    """Texts of several words that are neither documentation nor for the log."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    not_said: set[int] = set()
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        is_logged = isinstance(node, ast.Call) and ast.unparse(node.func).startswith("logger.")
        if is_text or is_logged:
            not_said |= {id(one) for one in ast.walk(node)}
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return [
        one.value
        for one in texts
        if isinstance(one.value, str) and id(one) not in not_said and PROSE.search(one.value)
    ]


@pytest.mark.parametrize("path", SAYING, ids=lambda path: str(path.relative_to(ROOT)))
def test_whatever_a_person_reads_stands_in_the_fluent_files(path):
    assert prose_in(path) == []


def test_prose_would_be_found(tmp_path):
    module = tmp_path / "module.py"
    module.write_text('"""Says it."""\nlogger.info("not said")\nreply("Here you are")\n')
    assert prose_in(module) == ["Here you are"]


def test_text_from_elsewhere_is_escaped_in_html_and_left_alone_in_plain():
    words = Words("en", "hello = Hello { $name }")
    assert words.html("hello", name='AC<DC & "x"') == "Hello AC&lt;DC &amp; &quot;x&quot;"
    assert words.plain("hello", name="AC<DC") == "Hello AC<DC"


def test_what_was_said_before_is_said_of_the_same_things_alone():
    words = Words("en", "heard = { $n ->\n  [one] once\n *[other] { $n } times\n } by { $name }")
    asked = [(1, "A"), (2, "A"), (2, "B"), (1, "A"), (1.5, "A")]
    assert [words.plain("heard", n=n, name=name) for n, name in asked] == [
        "once by A",
        "2 times by A",
        "2 times by B",
        "once by A",
        "1.5 times by A",
    ]


def test_numbers_are_grouped_and_no_marks_are_put_around_names():
    words = Words("en", "count = { $n } of { $name }")
    assert words.html("count", n=12345, name="Muse") == "12,345 of Muse"


@pytest.mark.parametrize(("key", "arguments"), [("missing", {}), ("hello", {})])
def test_a_missing_message_or_argument_is_our_mistake_and_raises(key, arguments):
    with pytest.raises(LookupError):
        Words("en", "hello = Hello { $name }").html(key, **arguments)


@pytest.mark.parametrize("code", ["en", "en-US", "EN", "xx", None, ""])
def test_who_speaks_a_language_that_is_missing_gets_english(code):
    assert Translator().words_for(code).language == "en"
