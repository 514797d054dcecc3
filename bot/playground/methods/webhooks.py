"""Where updates shall be delivered, how that goes, and that the bot fetches them again.

Source: https://core.telegram.org/bots/api#setwebhook. Any port will do, and an address on this
    very machine needs no https; answers that are method calls are not imitated.
"""

from __future__ import annotations

import ipaddress
import re
from typing import Any
from urllib.parse import urlsplit

from bot.playground.methods.parameters import Parameters, flag, whole
from bot.playground.methods.refusals import Refused
from bot.playground.methods.updates import allow_updates
from bot.playground.webhook import Webhook
from bot.playground.world import World

_CONNECTIONS = 40
_MOST_CONNECTIONS = 100
_LONGEST_SECRET = 256
_SECRET = re.compile(r"[A-Za-z0-9_-]*")
_PRINTABLE = re.compile(r"[!-~]+")


async def set_webhook(world: World, parameters: Parameters) -> bool:
    """Deliver updates to an address from now on; to none if it is empty."""
    url = str(parameters.get("url") or "")
    secret = str(parameters.get("secret_token") or "")
    if len(secret) > _LONGEST_SECRET:
        raise Refused(400, "Bad Request: secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise Refused(400, "Bad Request: secret token contains unallowed characters")
    connections = whole(parameters, "max_connections", _CONNECTIONS)
    connections = min(max(connections, 1), _MOST_CONNECTIONS)
    webhook = Webhook(_checked(url), secret, connections) if url else None
    allow_updates(world, parameters)
    await _set(world, webhook, parameters)
    return True


async def delete_webhook(world: World, parameters: Parameters) -> bool:
    """Let the bot fetch updates again."""
    await _set(world, None, parameters)
    return True


async def get_webhook_info(world: World, _parameters: Parameters) -> dict[str, Any]:
    """Say where updates are delivered and how that goes."""
    info: dict[str, Any] = {
        "url": world.webhook.url if world.webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }
    if world.webhook:
        info["max_connections"] = world.webhook.max_connections
    if world.failed_delivery:
        info["last_error_date"] = world.failed_delivery.date
        info["last_error_message"] = world.failed_delivery.message
    if world.allowed_updates:
        info["allowed_updates"] = world.allowed_updates
    return info


async def _set(world: World, webhook: Webhook | None, parameters: Parameters) -> None:
    world.webhook, world.failed_delivery = webhook, None
    if webhook is not None:
        world.poll = None
    if flag(parameters, "drop_pending_updates"):
        world.updates.clear()
    await world.notify()


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not host or not _PRINTABLE.fullmatch(url):
        raise Refused(400, "Bad Request: bad webhook: URL host is empty")
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_loopback(host)):
        raise Refused(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
    return url


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
