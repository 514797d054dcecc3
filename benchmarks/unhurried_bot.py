"""Kindred as `kindred run` has it, without Telegram's pace, which would bound every measurement.

A process of its own: `python -m benchmarks.unhurried_bot BASE_URL MODELS DB`.
"""

from __future__ import annotations

import asyncio
import gc
import sys
from pathlib import Path

from bot.application import build_application
from bot.log import configure_logging
from bot.rehearsal import NO_HURRY, playground_settings
from bot.services import open_services
from bot.serving import serve
from bot.stopping import Stopping

_UNBOUNDED = 1_000_000  # requests a minute


def main() -> None:
    """Serve until told to stop."""
    stopping = Stopping()
    _, base_url, models, db = sys.argv
    settings = playground_settings(
        models=Path(models), db=Path(db), requests_per_minute=_UNBOUNDED
    )
    configure_logging("INFO", settings.token)
    services = open_services(settings)
    gc.freeze()

    async def until_stopped() -> None:
        await serve(build_application(settings, services, base_url, NO_HURRY), stopping.event())

    try:
        asyncio.run(until_stopped())
    finally:
        services.close()


if __name__ == "__main__":
    main()
