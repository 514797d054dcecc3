"""The proxy that the environment names (`https_proxy`, `http_proxy`, `no_proxy`), if any."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from pydantic import SecretStr
from telegram.error import NetworkError

_SPOKEN = ("http", "https")


def proxy_for(scheme: str, host: str) -> str | None:
    """Return the proxy for an address, its password included; None where there is none.

    Raises:
        NetworkError: it is of a kind that is not spoken, such as SOCKS.
    """
    given = None if proxy_bypass(host) else getproxies().get(scheme)
    if not given:
        return None
    proxy = _split(given)
    if proxy.scheme not in _SPOKEN:
        message = f"A proxy by {proxy.scheme} is not spoken to, only by http and https"
        raise NetworkError(message)
    return proxy.geturl()


def proxy_secrets() -> Iterator[SecretStr]:
    """Yield what the proxies' addresses have of passwords, each as `name:password`."""
    for given in getproxies().values():
        try:
            proxy = _split(given)
        except ValueError:
            continue
        if proxy.password:
            yield SecretStr(f"{unquote(proxy.username or '')}:{unquote(proxy.password)}")


def _split(given: str) -> SplitResult:
    return urlsplit(given if "://" in given else f"http://{given}")
