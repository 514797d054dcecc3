"""/settings: what is chosen counts from the very next answer on, for that person alone."""

from __future__ import annotations

import pytest

from bot.rehearsal import YOU, playground_settings, rehearsal
from bot.services import open_services
from tests.end_to_end.conftest import ANNA, GROUP, buttons, labels, listed, payload, rows


def link_of_first(answer):
    return next(one["url"] for one in answer["entities"] if one["type"] == "text_link")


async def test_every_choice_is_a_button_and_what_counts_has_a_tick(playing):
    (shown,) = await playing.said("/settings")
    ticked = [label for row in labels(shown) for label in row if label.startswith("✓")]
    assert ticked == ["✓ As Telegram", "✓ Closest", "✓ Last.fm", "✓ ☀ Light pictures"]
    for site in ("Spotify", "YouTube", "MusicBrainz", "ListenBrainz"):
        assert any(site in row for row in labels(shown))


@pytest.mark.parametrize(
    ("site", "begins"),
    [
        ("Spotify", "https://open.spotify.com/search/"),
        ("YouTube", "https://www.youtube.com/results?search_query="),
        ("MusicBrainz", "https://musicbrainz.org/search?"),
        ("ListenBrainz", "https://listenbrainz.org/search/?"),
    ],
)
async def test_names_lead_where_a_person_wants_them_to(playing, site, begins):
    (shown,) = await playing.said("/settings")
    (kept,) = await playing.pressed(shown, payload(shown, site))
    assert any(f"✓ {site}" in row for row in labels(kept))
    assert kept["message_id"] == shown["message_id"]
    assert playing.toasts()[-1] == "Kept."
    (answer,) = await playing.said("/similar radiohead")
    assert link_of_first(answer).startswith(begins)


async def test_a_chosen_adventure_is_the_default_and_a_word_in_a_request_overrides_it(playing):
    (balanced,) = await playing.said("/similar radiohead")
    (shown,) = await playing.said("/settings")
    await playing.pressed(shown, payload(shown, "Lesser known"))
    (deep,) = await playing.said("/similar radiohead")
    assert "Leaning to the lesser known." in deep["text"]
    assert listed(deep) != listed(balanced)
    (easy,) = await playing.said("/similar radiohead easy")
    assert "Leaning to the better known." in easy["text"]


async def test_choices_outlive_the_process(demo_models, tmp_path):
    settings = playground_settings(models=demo_models, db=tmp_path / "bot.db")
    for site in ("Spotify", None):
        services = open_services(settings)
        async with rehearsal(settings, services) as playing:
            (shown,) = await playing.said("/settings")
            if site:
                await playing.pressed(shown, payload(shown, site))
            else:
                assert any("✓ Spotify" in row for row in labels(shown))
        services.close()


async def test_settings_are_shown_in_private_only_and_the_link_leads_there(group, services):
    (pointed,) = await group.said("/settings", chat_id=GROUP, person=ANNA)
    ((button,),) = buttons(pointed)
    assert button["url"] == f"https://t.me/{group.world.bot['username']}?start=settings"
    (shown,) = await group.said("/start settings", chat_id=ANNA.id, person=ANNA)
    await group.pressed(shown, payload(shown, "Spotify"), person=ANNA)
    assert [(row["id"], row["site"]) for row in rows(services, "people")] == [(ANNA.id, "spotify")]
    (answer,) = await group.said("/similar radiohead", chat_id=YOU.id)
    assert link_of_first(answer).startswith("https://www.last.fm/")


async def test_an_operators_own_link_is_a_choice_too(demo_models, tmp_path):
    settings = playground_settings(
        models=demo_models, db=tmp_path / "bot.db", artist_link="https://music.example/{name}"
    )
    services = open_services(settings)
    async with rehearsal(settings, services) as playing:
        (shown,) = await playing.said("/settings")
        assert any("✓ As the bot" in row for row in labels(shown))
        (kept,) = await playing.pressed(shown, payload(shown, "YouTube"))
        (back,) = await playing.pressed(kept, payload(kept, "As the bot"))
        assert any("✓ As the bot" in row for row in labels(back))
        (answer,) = await playing.said("/similar radiohead")
        assert link_of_first(answer).startswith("https://music.example/")
    services.close()


@pytest.mark.parametrize(
    "data", ["s:language:xx", "s:adventure:wild", "s:theme:auto", "s:site:napster", "s:name:x"]
)
async def test_a_choice_that_nobody_offers_is_refused(playing, services, data):
    (shown,) = await playing.said("/settings")
    assert await playing.pressed(shown, data) == []
    assert playing.toasts()[-1] == "This button does nothing any more."
    assert rows(services, "people") == []
