from __future__ import annotations

import asyncio
import gc
import io
import json
import logging
import subprocess
import sys
import threading
import warnings
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest
from pydantic import SecretStr
from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, CallbackContext, ContextTypes, TypeHandler
from telegram.request import BaseRequest

from bot.log import about, configure_logging

HALF = "AAF-secret_Half"
TOKEN = f"123456:{HALF}"
WEBHOOK = "webhook-secret_0123"
SECRETS = (SecretStr(TOKEN), SecretStr(WEBHOOK), SecretStr(""))
FORMATS = ("text", "json")

logger = logging.getLogger("bot.test")
library = logging.getLogger("some.library")


@pytest.fixture(autouse=True)
def everything_as_before():
    """Logging and Python's hooks are the process's; other tests get them back."""
    root, hooks = logging.getLogger(), (sys.excepthook, threading.excepthook, sys.unraisablehook)
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in list(root.manager.loggerDict)}
    yield
    logging.captureWarnings(capture=False)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    root.handlers[:], root.level = handlers, level
    for name in root.manager.loggerDict:
        logging.getLogger(name).setLevel(levels.get(name, logging.NOTSET))


@pytest.fixture
def since(monkeypatch, capfd):
    """What standard error was told since, where nothing may come to it but by the log."""
    error = io.StringIO()
    monkeypatch.setattr(sys, "stderr", error)

    def text():
        assert capfd.readouterr() == ("", "")
        written = error.getvalue()
        error.seek(0)
        error.truncate()
        return written

    return text


@pytest.fixture(params=FORMATS)
def said(request, since):
    """Logging in either format; returns what it has written since."""
    for name in ("httpx", "httpcore", "telegram", "tornado"):
        logging.getLogger(name).setLevel(logging.DEBUG)  # as if somebody had wanted more of them
    configure_logging("DEBUG", *SECRETS, log_format=request.param)
    return since


@pytest.fixture
def lines(since):
    """Logging as text; returns the lines since."""
    configure_logging("DEBUG", *SECRETS)
    return lambda: since().split("\n")[:-1]


@pytest.fixture
def entries(since):
    """Logging as JSON; returns the objects since."""
    configure_logging("DEBUG", *SECRETS, log_format="json")
    return lambda: [json.loads(line) for line in since().split("\n")[:-1]]


def alone():
    """Take pytest's handlers away, which raise where an entry cannot be written; return ours."""
    handler, *others = logging.getLogger().handlers
    assert isinstance(handler, logging.StreamHandler)
    for other in others:
        logging.getLogger().removeHandler(other)
    return handler


def is_clean(text):
    """Something was said, where a secret had been, and no part of one is left."""
    return "<secret>" in text and HALF not in text and WEBHOOK not in text and "AAF" not in text


def chained():
    """Raise as python-telegram-bot does: the token is in the cause, a note and the message."""
    cause = InvalidToken(f"The token `{TOKEN}` was rejected by the server.")
    cause.add_note(f"asked https://api.telegram.org/bot{TOKEN}/getMe")
    message = f"no update for {WEBHOOK}"
    raise RuntimeError(message) from cause


def failing(message):
    raise ValueError(message)


@pytest.mark.parametrize(
    "spelling",
    [
        TOKEN,
        HALF,
        WEBHOOK,
        quote(TOKEN, safe=""),
        quote(TOKEN, safe="").lower().replace(HALF.lower(), HALF),
        quote(quote(TOKEN, safe="")),
        TOKEN.replace("-", "%2D").replace("_", "%5f"),
        TOKEN.replace(":", "\\u003a").replace("-", "\\u002D"),
        TOKEN.replace("_", "%25255f"),
        TOKEN.replace(":", "&#58;").replace("-", "&#45;"),
        repr(TOKEN.encode()),
        json.dumps({"url": f"/bot{TOKEN}/getMe"}),
        f"{TOKEN}{TOKEN}",
    ],
)
def test_no_spelling_of_a_secret_passes(said, spelling):
    library.warning("before %s after", spelling)
    text = said()
    assert is_clean(text)
    assert "Half" not in text
    assert "before" in text
    assert "after" in text


def test_the_number_of_the_bot_goes_with_its_secret_and_stays_without_it(said):
    library.warning("%s and %s", TOKEN, "123456")
    assert "<secret> and 123456" in said()


def test_a_secret_split_over_arguments_is_found(said):
    library.warning("%s:%s%s", TOKEN[:6], TOKEN[7:12], TOKEN[12:])
    assert is_clean(said())


@pytest.mark.parametrize("argument", [TOKEN, TOKEN.encode(), {"a": [TOKEN]}, SecretStr(TOKEN)])
def test_no_kind_of_argument_carries_a_secret_out(said, argument):
    library.warning("%r %s", argument, WEBHOOK)
    assert is_clean(said())


def test_an_exception_is_told_with_its_causes_and_without_secrets(said):
    try:
        chained()
    except RuntimeError:
        library.exception("failed")
    text = said()
    assert is_clean(text)
    for part in ("InvalidToken", "RuntimeError", "direct cause", "getMe", "no update for"):
        assert part in text


def test_a_traceback_that_another_handler_has_put_on_the_record_is_cleaned_too(said):
    record = logging.makeLogRecord({"name": "x", "msg": "m", "exc_text": f"E: {TOKEN}"})
    alone().handle(record)
    assert is_clean(said())


def test_neither_the_stack_nor_extra_nor_the_name_carries_a_secret(said):
    exec(f"library.warning('m', stack_info=True)  # {TOKEN}", {"library": library})
    logging.getLogger(f"x.{TOKEN}").warning("m", extra={"token": TOKEN})
    record = logging.makeLogRecord({"name": "x", "msg": "m", "stack_info": f"in {TOKEN}"})
    alone().handle(record)
    text = said()
    assert is_clean(text)
    assert "Stack (most recent call last)" in text


def test_a_warning_is_an_entry_without_secrets(said):
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=False)
        logging.captureWarnings(capture=True)  # pytest has put its own catcher above it
        warnings.warn(f"{TOKEN} is old", stacklevel=1)
    text = said()
    assert is_clean(text)
    assert "py.warnings" in text
    assert len(text.splitlines()) == 1


def test_a_thread_that_dies_is_one_critical_entry(said):
    thread = threading.Thread(target=failing, args=[f"of {TOKEN}"], name=f"fetch {WEBHOOK}")
    thread.start()
    thread.join()
    text = said()
    assert is_clean(text)
    assert text.count("CRITICAL") == 1
    assert "Nobody caught ValueError in the thread fetch" in text


def test_a_thread_that_leaves_is_none(said):
    thread = threading.Thread(target=sys.exit)
    thread.start()
    thread.join()
    assert not said()


def test_what_fails_where_nothing_can_be_raised_is_one_critical_entry(said):
    class Closing:
        def __del__(self):
            failing(f"of {TOKEN}")

        def __repr__(self):
            return TOKEN

    Closing()
    gc.collect()
    text = said()
    assert is_clean(text)
    assert text.count("CRITICAL") == 1
    assert "Closing.__del__" in text


async def test_a_task_that_nobody_awaits_is_told_without_secrets(said):
    async def fetch():
        failing(f"of {TOKEN}")

    task = asyncio.create_task(fetch())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    gc.collect()
    text = said()
    assert is_clean(text)
    assert "never retrieved" in text


@pytest.mark.parametrize("log_format", FORMATS)
def test_what_ends_a_process_is_one_critical_entry_and_its_warnings_are_entries_too(log_format):
    program = (
        "import sys, warnings; from pydantic import SecretStr\n"
        "from bot.log import configure_logging\n"
        f"configure_logging('INFO', SecretStr(sys.argv[1]), log_format={log_format!r})\n"
        "warnings.warn(sys.argv[1])\n"
        "try: raise ValueError(sys.argv[1])\n"
        "except ValueError as error: raise RuntimeError('at ' + sys.argv[1]) from error\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, TOKEN], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert is_clean(ended.stderr)
    assert ended.stderr.count("CRITICAL") == 1
    assert ended.stderr.count("Traceback") == 2
    assert ended.stderr.count("py.warnings") == 1


def test_an_entry_that_does_not_fit_its_arguments_says_where_it_is_made(said):
    alone()
    logger.info("%d", f"private {TOKEN}")
    text = said()
    assert "What test_log.py:" in text
    assert "(TypeError)" in text
    assert "private" not in text
    assert "Traceback" not in text
    assert HALF not in text


def test_a_standard_error_that_is_closed_is_borne(said, capfd):
    closed = io.StringIO()
    closed.close()
    alone().setStream(closed)
    logger.error("nobody hears %s", TOKEN)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "name", ["aiohttp.client", "httpx", "httpcore.http11", "telegram.ext.ExtBot", "tornado"]
)
def test_libraries_are_heard_from_warning_on_whatever_our_level_is(said, name):
    logging.getLogger(name).info("POST /getUpdates")
    assert not said()
    logging.getLogger(name).warning("slow")
    assert "slow" in said()


def test_only_this_project_follows_the_level(said):
    for name in ("bot.x", "model.x"):
        logging.getLogger(name).debug("heard %s", name)
    library.info("not heard")
    text = said()
    assert text.count("heard") == 2
    configure_logging("ERROR", *SECRETS)
    logger.warning("not heard")
    assert not said()


def test_the_numbers_of_update_and_chat_stand_on_every_entry_inside(lines):
    with about(update_id=123):
        with about(chat_id=-100):
            library.warning("inside")
            try:
                failing("no")
            except ValueError:
                logger.exception("failed")
        logger.info("update alone")
    logger.info("outside")
    found = lines()
    assert found[0].endswith("some.library: inside [update 123 chat -100]")
    assert found[1].endswith("failed [update 123 chat -100]")
    assert all(line.startswith("  ") for line in found[2:-2])
    assert found[-2].endswith("update alone [update 123]")
    assert found[-1].endswith("outside")


async def test_tasks_take_the_numbers_over_and_others_do_not(entries):
    async def say():
        await asyncio.sleep(0)
        logger.info("said")

    with about(update_id=1, chat_id=5):
        first = asyncio.create_task(say())
        in_thread = asyncio.create_task(asyncio.to_thread(logger.info, "thread"))
    second = asyncio.create_task(say())
    await asyncio.gather(first, second, in_thread)
    numbers = [(each["message"], each.get("update"), each.get("chat")) for each in entries()]
    assert sorted(numbers, key=str) == [
        ("said", 1, 5),
        ("said", None, None),
        ("thread", 1, 5),
    ]


def test_an_entry_as_json_is_one_line_with_its_parts(entries):
    with about(update_id=7):
        try:
            failing("no\nway")
        except ValueError:
            logger.exception("failed\nfor %s", "Björk")
    logger.warning("plain")
    failed, plain = entries()
    assert list(failed) == ["at", "level", "logger", "message", "update", "traceback"]
    assert list(plain) == ["at", "level", "logger", "message"]
    assert (failed["level"], failed["logger"]) == ("ERROR", "bot.test")
    assert (failed["message"], failed["update"]) == ("failed\nfor Björk", 7)
    assert failed["traceback"].endswith("ValueError: no\nway")
    at = datetime.fromisoformat(failed["at"])
    assert at.utcoffset() == UTC.utcoffset(None)
    assert abs((datetime.now(UTC) - at).total_seconds()) < 60


def test_a_text_entry_begins_with_time_level_and_logger(lines):
    logger.info("ready: %s", "@kindred")
    assert lines()[0].split(" ", 2)[2] == "INFO bot.test: ready: @kindred"


@pytest.mark.parametrize("breaks", ["\n", "\r", "\r\n", "\x0b", "\x1b[2K\r", "\x85", "\u2028"])
def test_no_message_forges_an_entry(lines, breaks):
    forged = f"lost{breaks}2026-11-24 12:00:00,000 INFO bot: all is well"
    library.warning(forged)
    try:
        failing(forged)
    except ValueError:
        library.exception("failed")
    first, second, *below = lines()
    assert first.endswith("all is well")
    assert second.endswith("failed")
    assert all(line.startswith("  ") for line in below)
    assert "\x1b" not in "".join([first, *below])


class Answering(BaseRequest):
    """Answers everything with the same bytes and touches no network."""

    read_timeout = 1.0

    def __init__(self, body):
        self.body = body

    async def initialize(self): ...

    async def shutdown(self): ...

    async def do_request(self, *_given, **_named):
        return 200, self.body


async def test_what_telegram_sent_is_not_logged_where_it_is_no_json(said):
    broken = Answering(b'{"ok": true, "result": [{"text": "private words"')
    with pytest.raises(TelegramError):
        await Bot(TOKEN, request=broken, get_updates_request=broken).get_updates()
    text = said()
    assert "Can not load invalid JSON data" in text
    assert "JSONDecodeError" in text
    assert "private" not in text


async def test_what_telegram_sent_is_not_logged_where_it_is_no_update(said):
    odd = Answering(b'{"ok": true, "result": [{"update_id": 1, "message": "private words"}]}')
    with pytest.raises(Exception):  # noqa: B017, PT011  # whatever the library trips over
        await Bot(TOKEN, request=odd, get_updates_request=odd).get_updates()
    text = said()
    assert "Error while parsing updates!" in text
    assert "_bot.py" in text
    assert "private" not in text


ME = b'{"ok": true, "result": {"id": 123456, "is_bot": true, "first_name": "Kindred"}}'
PRIVATE_ANSWER = {
    "poll_id": "private words",
    "option_ids": [],
    "option_persistent_ids": [],
    "user": {"id": 1, "is_bot": False, "first_name": "private"},
}


class Tripping(CallbackContext[Any, Any, Any, Any]):
    @classmethod
    def from_update(cls, update, application):  # noqa: ARG003  # the library's signature
        failing(f"cannot take {update}")


async def test_an_update_is_not_logged_where_no_context_can_be_made_for_it(said):
    async def unused(update, context): ...

    application = (
        Application.builder()
        .token(TOKEN)
        .request(Answering(ME))
        .get_updates_request(Answering(b""))
        .job_queue(None)
        .context_types(ContextTypes(context=Tripping))
        .build()
    )
    application.add_handler(TypeHandler(Update, unused))
    update = Update.de_json({"update_id": 1, "poll_answer": PRIVATE_ANSWER}, application.bot)
    async with application:
        await application.process_update(update)
    text = said()
    assert "Error while building CallbackContext for update" in text
    assert "private" not in text
    assert "_application.py" in text
