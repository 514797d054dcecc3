"""When the bot is well, and what it says when it is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.health import Health

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def after(seconds):
    return NOW + timedelta(seconds=seconds)


def well(**more):
    return Health(polled_at=NOW, written_at=NOW, **more)


def test_all_is_well_while_telegram_and_the_database_have_been_heard_of_late():
    assert well().problems(after(59)) == []
    assert well().poll_age(after(5)) == 5


def test_silence_of_either_is_a_problem():
    assert well().problems(after(61)) == ["The database has taken nothing for a while"]
    assert "Telegram has not been heard for a while" in well().problems(after(91))
    assert len(Health().problems(NOW)) == 2
    assert Health().poll_age(NOW) is None


def test_who_is_brought_updates_may_hear_nothing_for_long():
    health = Health(is_polling=False, written_at=NOW)
    assert health.problems(NOW) == []
    health.poll_problem = "the webhook was taken away"
    assert health.problems(NOW) == ["the webhook was taken away"]


def test_what_is_known_to_be_wrong_is_said_until_it_is_right_again():
    health = well()
    health.store_problem, health.poll_problem = "disk full", "another instance"
    assert health.problems(NOW) == ["disk full", "another instance"]
    health.wrote(NOW)
    health.heard(NOW)
    assert health.problems(NOW) == []
