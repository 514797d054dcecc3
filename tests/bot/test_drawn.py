from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from bot.drawn import Drawn


def counted():
    """A draughtsman who counts what he draws."""
    drawings = []

    def draw(name, *, theme="light"):
        drawings.append((name, theme))
        return f"{name} {theme}".encode()

    return draw, drawings


def test_the_same_picture_is_drawn_once_and_another_one_anew():
    kept, (draw, drawings) = Drawn(), counted()
    assert kept.drawn(draw, "Muse") == kept.drawn(draw, "Muse") == b"Muse light"
    assert kept.drawn(draw, "Muse", theme="dark") == b"Muse dark"
    assert drawings == [("Muse", "light"), ("Muse", "dark")]


def test_another_draughtsman_draws_for_himself():
    kept = Drawn()
    (first, _), (second, drawings) = counted(), counted()
    kept.drawn(first, "Muse")
    kept.drawn(second, "Muse")
    assert drawings == [("Muse", "light")]


def test_what_was_not_looked_at_for_longest_makes_room():
    kept, (draw, drawings) = Drawn(most=2), counted()
    for name in ("a", "b", "a", "c", "a", "b"):
        kept.drawn(draw, name)
    assert [name for name, _ in drawings] == ["a", "b", "c", "b"]


def test_many_may_ask_at_once():
    kept, (draw, _) = Drawn(most=3), counted()
    names = [str(number % 7) for number in range(700)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda name: kept.drawn(draw, name), names))
    assert found == [f"{name} light".encode() for name in names]
    assert len(kept._pictures) == 3


def test_a_picture_that_cannot_be_drawn_is_tried_again():
    kept, tries = Drawn(), []

    def fails_once():
        tries.append(1)
        if len(tries) == 1:
            raise ValueError
        return b"png"

    try:
        kept.drawn(fails_once)
    except ValueError:
        assert kept.drawn(fails_once) == b"png"
    assert len(tries) == 2
