"""Requests over real sockets: what comes back, and what an error says of the message."""

from __future__ import annotations

import asyncio
import gzip
import json
from urllib.parse import parse_qs

import pytest
from telegram import InputFile
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.outgoing.fate import Fate, Flooded, Garbled, fate_of
from bot.outgoing.proxies import proxy_for, proxy_secrets
from bot.outgoing.requests import Requests
from bot.redaction import Redaction

BODY = b'{"ok": true, "result": 7}'


def answer(body=BODY, status=b"200 OK", more=b""):
    return b"HTTP/1.1 %s\r\nContent-Length: %d\r\n%s\r\n%s" % (status, len(body), more, body)


class Server:
    """Answers each request by what a test has it answer, and counts who connects."""

    def __init__(self):
        self.answers, self.connected, self.requests = [], 0, []
        self.writers, self.url = [], ""

    async def listen(self):
        self.server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return f"http://127.0.0.1:{self.server.sockets[0].getsockname()[1]}/bot1/sendMessage"

    async def _serve(self, reader, writer):
        self.connected += 1
        self.writers.append(writer)
        while head := await reader.readuntil(b"\r\n\r\n"):
            length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
            self.requests.append(head + await reader.readexactly(length))
            said = self.answers.pop(0) if self.answers else answer()
            if said is None:
                writer.close()
                return
            writer.write(said)
            if b"onnection: close" in said:
                writer.close()
                return


@pytest.fixture
async def server():
    server = Server()
    server.url = await server.listen()
    yield server
    for writer in server.writers:
        writer.transport.abort()
    server.server.close()


@pytest.fixture
async def requests():
    requests = Requests(2, pool_seconds=0.2, answer_seconds=0.3)
    await requests.initialize()
    yield requests
    await requests.shutdown()


def told(**parameters):
    return RequestData([RequestParameter(name, value, None) for name, value in parameters.items()])


async def post(requests, url, **parameters):
    return await requests.do_request(url, "POST", told(**parameters))


async def fate(requests, url):
    with pytest.raises(TelegramError) as raised:
        await post(requests, url, text="x")
    return fate_of(raised.value)


async def test_one_connection_carries_one_request_after_another_each_whole(server, requests):
    for number in range(3):
        assert await post(requests, server.url, text=f"Björk & Co {number}") == (200, BODY)
    assert server.connected == 1
    assert server.requests[2].endswith(b"text=Bj%C3%B6rk+%26+Co+2")


async def test_a_form_says_what_was_given_whatever_is_in_it(server, requests):
    text = "".join(map(chr, range(32, 256))) + "\n\t\0 周杰倫 🎷 a=b&c;d+e%20"
    await post(requests, server.url, text=text, chat_id=-5, reply_markup={"a": ["ü", 1]})
    head, _, body = server.requests[0].partition(b"\r\n\r\n")
    assert b"application/x-www-form-urlencoded" in head
    assert parse_qs(body.decode("ascii"), strict_parsing=True) == {
        "text": [text],
        "chat_id": ["-5"],
        "reply_markup": ['{"a": ["\\u00fc", 1]}'],
    }


async def test_a_file_goes_with_its_name_beside_the_other_parameters(server, requests):
    photo = InputFile(b"\x89PNG and so on", filename="каrта <é>.png")
    parameters = [
        RequestParameter("chat_id", 5, None),
        RequestParameter("photo", "attach://photo", [photo]),
    ]
    await requests.do_request(server.url, "POST", RequestData(parameters))
    assert b'name="chat_id"' in server.requests[0]
    assert 'filename="каrта <é>.png"'.encode() in server.requests[0]
    assert b"\x89PNG and so on" in server.requests[0]


async def test_pieces_compression_and_an_end_by_closing_are_understood(server, requests):
    packed = gzip.compress(BODY)
    server.answers = [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
        % (len(BODY), BODY),
        answer(packed, more=b"Content-Encoding: gzip\r\n"),
        answer(more=b"Connection: close\r\n"),
    ]
    for _ in range(4):
        assert await post(requests, server.url) == (200, BODY)
    assert server.connected == 2


async def test_a_connection_that_ends_without_an_answer_leaves_it_unclear(server, requests):
    server.answers = [None]
    assert await fate(requests, server.url) is Fate.UNCLEAR
    assert len(server.requests) == 1  # and nothing below sends a message again by itself
    server.answers = [answer(), None]
    await post(requests, server.url)
    assert await fate(requests, server.url) is Fate.UNCLEAR
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 20\r\n\r\nhalf",
        b"SSH-2.0-OpenSSH\r\n\r\n",
        b"",  # and then nothing
    ],
)
async def test_half_an_answer_garbage_and_silence_are_unclear(server, requests, said):
    server.answers = [said]
    assert await fate(requests, server.url) is Fate.UNCLEAR
    assert await post(requests, server.url) == (200, BODY)


async def test_where_nobody_listens_nothing_was_sent(requests, unused_tcp_port_factory):
    assert await fate(requests, f"http://127.0.0.1:{unused_tcp_port_factory()}/") is Fate.NOT_SENT


async def test_who_finds_no_connection_free_has_sent_nothing(server, requests):
    server.answers = [b"", b""]
    busy = [asyncio.create_task(post(requests, server.url)) for _ in range(2)]
    await asyncio.sleep(0.05)
    assert await fate(requests, server.url) is Fate.NOT_SENT
    outcomes = await asyncio.gather(*busy, return_exceptions=True)
    assert [type(one) for one in outcomes] == [TimedOut, TimedOut]
    assert len(server.requests) == 2


async def test_a_slow_answer_that_goes_on_is_waited_for(server, requests):
    server.answers = [b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(BODY)]
    waiting = asyncio.create_task(post(requests, server.url))
    for start in range(0, len(BODY), 7):
        await asyncio.sleep(0.15)  # together more than the limit
        server.writers[0].write(BODY[start : start + 7])
    assert await waiting == (200, BODY)


async def test_whoever_stops_waiting_leaves_no_answer_for_the_next(server, requests):
    server.answers = [b""]
    waiting = asyncio.create_task(post(requests, server.url))
    await asyncio.sleep(0.05)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await post(requests, server.url) == (200, BODY)
    assert server.connected == 2


async def test_a_flood_halt_and_what_is_no_answer_of_the_bot_api_have_errors_of_their_own(
    server, requests
):
    halt = json.dumps({"ok": False, "parameters": {"retry_after": 3}}).encode()
    server.answers = [
        answer(halt, b"429 Too Many Requests"),
        answer(b"<html>", b"502 Bad Gateway"),
    ]
    with pytest.raises(Flooded) as flooded:
        await post(requests, server.url)
    assert flooded.value.seconds == 3
    with pytest.raises(Garbled) as garbled:
        await post(requests, server.url)
    assert garbled.value.code == 502


async def test_a_proxy_that_the_environment_names_is_asked(server, monkeypatch):
    there = server.url.removesuffix("/bot1/sendMessage").removeprefix("http://")
    monkeypatch.setenv("http_proxy", f"http://who:secret@{there}")
    monkeypatch.delenv("no_proxy", raising=False)
    requests = Requests(1, pool_seconds=0.2, answer_seconds=0.3)
    await requests.initialize()
    try:
        assert await post(requests, "http://telegram.invalid/bot1/getMe") == (200, BODY)
    finally:
        await requests.shutdown()
    assert server.requests[0].startswith(b"POST http://telegram.invalid/bot1/getMe HTTP/1.1\r\n")
    assert b"Proxy-Authorization: Basic d2hvOnNlY3JldA==\r\n" in server.requests[0]


async def test_a_host_that_the_environment_excepts_is_asked_without_a_proxy(server, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    requests = Requests(1, pool_seconds=0.2, answer_seconds=0.3)
    await requests.initialize()
    try:
        assert await post(requests, server.url) == (200, BODY)
    finally:
        await requests.shutdown()


@pytest.mark.parametrize(
    ("proxy", "said"),
    [
        ("socks5://127.0.0.1:9", "A proxy by socks5 is not spoken to"),
        ("http://127.0.0.1:abc", "InvalidURL"),
        ("http://who:ключ@127.0.0.1:9", "UnicodeEncodeError"),
    ],
)
async def test_a_proxy_that_cannot_be_used_is_said(requests, monkeypatch, proxy, said):
    monkeypatch.setenv("http_proxy", proxy)
    monkeypatch.delenv("no_proxy", raising=False)
    with pytest.raises(NetworkError, match=said):
        await post(requests, "http://telegram.invalid/bot1/getMe")


def test_a_proxy_without_a_scheme_is_one_by_http(monkeypatch):
    monkeypatch.setenv("https_proxy", "who:secret@proxy.invalid:3128")
    monkeypatch.delenv("no_proxy", raising=False)
    assert proxy_for("https", "api.telegram.org") == "http://who:secret@proxy.invalid:3128"
    assert proxy_for("http", "api.telegram.org") is None


@pytest.mark.parametrize("written", ["p%40ss%3Aw", "p@ss:w"])
def test_a_proxys_password_is_a_secret_however_it_is_written(monkeypatch, written):
    monkeypatch.setenv("https_proxy", "http://who:p%40ss%3Aw@proxy.invalid:3128")
    redacted = Redaction(proxy_secrets())(f"ClientHttpProxyError: url='http://who:{written}@x'")
    assert redacted == "ClientHttpProxyError: url='http://<secret>@x'"


async def test_no_error_tells_the_token(requests, unused_tcp_port_factory):
    url = f"http://127.0.0.1:{unused_tcp_port_factory()}/bot123:secret/getMe"
    with pytest.raises(NetworkError) as raised:
        await post(requests, url)
    assert "secret" not in str(raised.value) + repr(raised.value.__cause__)
