"""Takes the README's pictures from the real page: `make screenshots` (needs Chromium)."""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Page, ViewportSize, async_playwright

from bot.rehearsal import playground_settings, rehearsal
from bot.services import open_services
from model.cli import train_demo
from model.registry import Registry

PICTURES = Path(__file__).parent / "pictures"
_FADING_MS = 400  # until what pops up is fully there
_WINDOW = ViewportSize(width=760, height=860)


async def take_pictures(folder: Path) -> None:
    """Play one short talk in a new playground and photograph it, light and dark."""
    train_demo(Registry(folder / "models"))
    settings = playground_settings(models=folder / "models", db=folder / "bot.db")
    services = open_services(settings)
    try:
        async with rehearsal(settings, services) as playing, async_playwright() as browsers:
            browser = await browsers.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            page = await browser.new_page(viewport=_WINDOW, color_scheme="light")
            await page.goto(playing.server.url)
            await _talk(page)
            await page.wait_for_timeout(_FADING_MS)
            await page.screenshot(path=PICTURES / "playground.png")
            await page.emulate_media(color_scheme="dark")
            await page.screenshot(path=PICTURES / "playground-dark.png")
            await browser.close()
    finally:
        services.close()


async def _talk(page: Page) -> None:
    await page.get_by_label("Message", exact=True).fill("/similar radiohed")
    await page.keyboard.press("Enter")
    thumb = page.get_by_role("button", name="👍 Muse")
    await thumb.click()
    await page.get_by_role("button", name="👍 ✓ Muse").wait_for()
    await page.get_by_role("status").get_by_text("You like Muse.").wait_for()


def main() -> None:
    """Take them."""
    if shutil.which("chromium") is None:
        sys.exit("Pictures need Chromium. On Debian: apt install chromium")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(take_pictures(Path(folder)))


if __name__ == "__main__":
    main()
