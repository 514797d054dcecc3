"""The playground's page in a real browser, used as a visitor uses it."""

from __future__ import annotations

import asyncio
import shutil

import pytest
from playwright.async_api import async_playwright, expect
from telegram import BotCommandScopeAllPrivateChats, InputMediaPhoto

from bot.rehearsal import YOU
from tests.bot.playground.conftest import picture
from tests.end_to_end.conftest import rows

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WAIT_MS = 10_000

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]


@pytest.fixture
async def page(playing):
    """The page just opened; a script's error or a call to elsewhere fails the test."""
    expect.set_options(timeout=WAIT_MS)
    wrong = []
    async with async_playwright() as browsers:
        browser = await browsers.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        page = await browser.new_page(viewport={"width": 760, "height": 860})
        page.set_default_timeout(WAIT_MS)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on(
            "request",
            lambda asked: (
                None if asked.url.startswith(playing.server.url) else wrong.append(asked.url)
            ),
        )
        await page.goto(playing.server.url)
        yield page
        await browser.close()
    assert wrong == []


async def say(page, text):
    await page.get_by_role("textbox", name="Message").fill(text)
    await page.keyboard.press("Enter")


def message(page, words):
    return page.locator("article.bot").filter(has_text=words)


async def test_an_artist_is_answered_and_a_thumb_is_counted(page, services):
    await say(page, "/similar radiohead")
    answer = message(page, "Those who listen to Radiohead")
    await expect(answer).to_be_visible()
    await expect(answer.get_by_role("link", name="Muse")).to_have_attribute(
        "href", "https://www.last.fm/music/Muse"
    )
    await answer.get_by_role("button", name="👍 Muse").click()
    await expect(answer.get_by_role("button", name="👍 ✓ Muse")).to_be_visible()
    await expect(page.get_by_role("status").filter(has_text="You like Muse.")).to_be_visible()
    (vote,) = rows(services, "votes")
    assert (vote["artist_name"], vote["vote"]) == ("Muse", 1)


async def test_pages_turn_in_place_and_an_artist_leads_on(page):
    await say(page, "metallica")
    answer = message(page, "Those who listen to Metallica")
    await answer.get_by_role("button", name="More ▶").click()
    await expect(answer).to_contain_text("Page 2 of 5")
    await expect(page.locator("article.bot")).to_have_count(1)
    name = await answer.locator(".keys button").first.inner_text()
    await answer.locator(".keys button").first.click()
    await expect(message(page, f"Those who listen to {name}")).to_be_visible()


async def test_a_visitor_can_begin_with_what_the_empty_chat_suggests(page):
    await page.get_by_role("button", name="the beetles").click()
    await expect(message(page, "Showing The Beatles for “the beetles”")).to_be_visible()
    await expect(page.get_by_text("Nothing leaves this machine")).to_have_count(0)


async def test_the_command_menu_opens_on_a_slash_and_obeys_the_keyboard(page, playing):
    box = page.get_by_role("textbox", name="Message")
    await box.press_sequentially("/")
    await expect(page.get_by_role("option")).to_have_count(len(playing.world.commands))
    await box.press_sequentially("he")
    await expect(page.get_by_role("option")).to_have_count(1)
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(box).to_have_value("/help ")
    await page.keyboard.press("Enter")
    await expect(message(page, "What I keep")).to_be_visible()


async def test_a_question_is_answered_by_replying_to_it(page):
    await say(page, "/similar")
    await expect(message(page, "Which artist?")).to_be_visible()
    box = page.get_by_role("textbox", name="Message")
    await expect(box).to_have_attribute("placeholder", "an artist's name")
    await say(page, "кино")
    await expect(message(page, "Those who listen to Кино")).to_be_visible()
    await expect(page.locator("article.mine .quoted")).to_have_text(
        "Which artist? Answer this message with a name."
    )


async def test_markup_that_somebody_types_stays_text(page):
    await say(page, "<img src=x onerror=alert(1)>")
    await expect(page.locator("article.mine .bubble")).to_contain_text("<img src=x")
    await expect(page.locator("article.bot .bubble")).to_contain_text("<img src=x")
    await expect(page.locator("article img")).to_have_count(0)


async def test_the_page_fits_a_narrow_phone_and_has_a_dark_side(page):
    await page.set_viewport_size({"width": 320, "height": 640})
    await say(page, "/similar miles davis")
    await expect(message(page, "Those who listen to Miles Davis")).to_be_visible()
    wider = await page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    assert not wider

    async def background():
        return await page.evaluate("getComputedStyle(document.body).backgroundColor")

    light = await background()
    await page.emulate_media(color_scheme="dark")
    assert await background() != light


async def test_everything_can_be_reached_with_the_keyboard_alone(page):
    await say(page, "muse")
    answer = message(page, "Those who listen to Muse")
    await expect(answer).to_be_visible()
    await page.get_by_role("log").focus()
    labels = []
    for _ in range(30):
        await page.keyboard.press("Tab")
        labels.append(await page.evaluate("document.activeElement.textContent"))
        if labels[-1] == "👍":
            await page.keyboard.press("Enter")
            break
    await expect(answer.get_by_role("button", name="👍 ✓").first).to_be_visible()


async def natural_size(image):
    """Width and height of what the browser has loaded; an image that failed has none."""
    await image.evaluate("image => image.decode()")
    return await image.evaluate("image => [image.naturalWidth, image.naturalHeight]")


async def test_a_photo_is_shown_opened_and_exchanged_in_place(page, playing):
    bot = playing.application.bot
    sent = await bot.send_photo(YOU.id, picture(1200, 300), caption="Your <taste>")
    await expect(message(page, "Your <taste>")).to_be_visible()
    image = page.get_by_role("img", name="Your <taste>")
    assert await natural_size(image) == [1200, 300]
    box = await image.bounding_box()
    assert box["width"] / box["height"] == pytest.approx(4, rel=0.02)
    assert box["width"] < 700
    async with page.expect_popup() as opened:
        await page.get_by_role("link", name="Your <taste>").click()
    shown = await (await opened.value).wait_for_selector("img")
    assert await natural_size(shown) == [1200, 300]

    media = InputMediaPhoto(picture(400, 200), caption="Another")
    await bot.edit_message_media(media, YOU.id, sent.message_id)
    await expect(message(page, "Another")).to_contain_text("edited")
    assert await natural_size(page.get_by_role("img", name="Another")) == [400, 200]
    await expect(page.locator("article")).to_have_count(1)
    await bot.delete_message(YOU.id, sent.message_id)
    await expect(page.locator("article")).to_have_count(0)


async def test_a_document_is_saved_under_its_name(page, playing):
    await playing.application.bot.send_document(
        YOU.id, b"artist,vote\n", filename="votes <é>.csv", caption="Your votes"
    )
    async with page.expect_download() as saved:
        await message(page, "Your votes").get_by_role("link", name="votes <é>.csv").click()
    download = await saved.value
    assert await asyncio.to_thread((await download.path()).read_bytes) == b"artist,vote\n"
    assert download.suggested_filename.endswith("é_.csv")


async def test_a_button_with_an_address_is_a_link_and_one_with_a_script_leads_nowhere(
    page, playing
):
    keys = [("Listen", "https://www.last.fm/music/Muse"), ("Trap", "javascript:alert(1)")]
    row = [{"text": text, "url": url} for text, url in keys]
    markup = {"inline_keyboard": [row]}
    chat = playing.world.chats[YOU.id]
    await playing.world.bot_says(chat, {"text": "Muse", "reply_markup": markup})
    link = message(page, "Muse").get_by_role("link", name="Listen")
    await expect(link).to_have_attribute("href", "https://www.last.fm/music/Muse")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
    await expect(message(page, "Muse").get_by_role("link", name="Trap")).to_have_attribute(
        "href", "#"
    )


async def test_the_menu_is_in_the_persons_language_and_reactions_stand_below(page, playing):
    bot = playing.application.bot
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([("hello", "greets you")], scope, language_code="en")
    sent = await bot.send_message(YOU.id, "Well done")
    await bot.set_message_reaction(YOU.id, sent.message_id, "🎉")
    await expect(page.get_by_role("img", name="Reactions: 🎉")).to_be_visible()
    await page.get_by_role("textbox", name="Message").press_sequentially("/")
    await expect(page.get_by_role("option")).to_have_text(["/hello greets you"])
