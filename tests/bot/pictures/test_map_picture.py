from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from itertools import combinations
from math import cos, hypot, sin

import pytest
from PIL import Image, ImageColor

from bot.preferences import Theme
from bot.rendering.pictures.map_picture import MOST_MARKS, Mark, arranged, map_picture
from bot.rendering.pictures.theme import colours_of

MOST_BYTES = 300_000
SMALLEST_LETTERS_PX = 22


def random_marks(rng, names):
    """Return a full map, of one of several nasty kinds."""
    kind = rng.choice(["anywhere", "one point", "few points", "a line", "near the middle"])

    def coordinates():
        if kind == "one point":
            return 0.0, 0.0
        if kind == "few points":
            return rng.choice([(0.0, 0.0), (1.0, 1.0), (-1.0, 0.4), (0.0, -1.0)])
        if kind == "a line":
            return rng.uniform(-1, 1), 0.1
        spread = 0.3 if kind == "near the middle" else 1
        return rng.uniform(-spread, spread), rng.uniform(-spread, spread)

    def label():
        name = rng.choice(names)
        return " ".join([name] * 9) if rng.random() < long_names else name

    long_names, famous = rng.choice([0.1, 0.5, 1]), rng.random() < 0.2
    others = []
    for _ in range(MOST_MARKS - 1):
        x, y = coordinates()
        fame = 1 if famous else rng.random()
        others.append(Mark(label(), x, y, fame, rng.random()))
    return [Mark(label(), 0, 0, 1, 1), *others]


def check_nothing_covers_anything(marks, typeface):
    lines, wanted, placed = arranged(marks, typeface)
    for line, size, spot in zip(lines, wanted, placed, strict=True):
        assert line.size_px >= SMALLEST_LETTERS_PX
        assert size.radius <= spot.x <= 1280 - size.radius
        assert 130 + size.radius <= spot.y <= 1280 - size.radius
        box = spot.label
        assert 0 <= box.left < box.right <= 1280
        assert 130 <= box.top < box.bottom <= 1280 - 80  # between title and note
        assert box.right - box.left == pytest.approx(line.width_px)
        assert box.bottom - box.top == pytest.approx(line.height_px)
    for (size, spot), (other, its) in combinations(zip(wanted, placed, strict=True), 2):
        assert hypot(spot.x - its.x, spot.y - its.y) > size.radius + other.radius
        one, two = spot.label, its.label
        is_beside = one.right < two.left or two.right < one.left
        assert is_beside or one.bottom < two.top or two.bottom < one.top
    for size, spot in zip(wanted, placed, strict=True):
        for its in placed:
            across = max(its.label.left - spot.x, 0, spot.x - its.label.right)
            down = max(its.label.top - spot.y, 0, spot.y - its.label.bottom)
            assert hypot(across, down) > size.radius


@pytest.mark.parametrize("seed", range(20))
def test_nothing_covers_anything(seed, typeface, world, demo_names):
    marks = random_marks(random.Random(seed), [*world, *demo_names])
    check_nothing_covers_anything(marks, typeface)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(20, 300, 40))
def test_nothing_covers_anything_on_hundreds_of_maps(first, typeface, world, demo_names):
    for seed in range(first, first + 40):
        names = world if seed % 2 else demo_names
        check_nothing_covers_anything(random_marks(random.Random(seed), names), typeface)


def test_the_longest_names_and_largest_circles_fit_wherever_they_are(typeface, world):
    tallest = max(world, key=lambda name: typeface.line(name, 24).height_px)
    for x, y in [(0, 0), (1, 1), (-1, 0), (0, -1)]:
        marks = [Mark(tallest * 9, x, y, 1, 1)] * MOST_MARKS
        check_nothing_covers_anything([Mark(tallest * 9, 0, 0, 1, 1), *marks[1:]], typeface)


def rosette(names):
    """Return a map as it usually is: each closer than the next, all around."""
    others = [
        Mark(
            name,
            cos(n * 2.4) * (0.3 + n / 35),
            sin(n * 2.4) * (0.3 + n / 35),
            n % 7 / 7,
            1 - n / 30,
        )
        for n, name in enumerate(names)
    ]
    return [Mark("Radiohead", 0, 0, 0.9, 1), *others]


def test_the_nearer_of_two_stays_nearer(typeface, demo_names):
    rng = random.Random(1)
    for _ in range(5):
        marks = rosette(rng.sample(demo_names, MOST_MARKS - 1))
        _, _, placed = arranged(marks, typeface)
        distances_px = [hypot(spot.x - placed[0].x, spot.y - placed[0].y) for spot in placed]
        for near, far in combinations(range(1, MOST_MARKS), 2):
            if far - near >= 4:
                assert distances_px[near] < distances_px[far]


def test_north_is_up_and_the_first_is_in_the_middle(typeface):
    marks = [Mark("a", 0.5, 0.5, 1, 1), Mark("north", 0, 0.8, 0, 1), Mark("east", 0.8, 0, 0, 1)]
    _, _, (middle, north, east) = arranged(marks, typeface)
    assert middle.x == 640
    assert north.x == pytest.approx(640)
    assert north.y < middle.y - 300
    assert east.x > middle.x + 300
    assert east.y == pytest.approx(middle.y)


def test_the_area_of_a_circle_grows_evenly_with_fame(typeface):
    marks = [Mark("a", 0, 0, 0, 1), *(Mark("b", x, 0.5, x, 1) for x in (0.0, 0.5, 1.0))]
    _, wanted, _ = arranged(marks, typeface)
    least, half, most = (one.radius**2 for one in wanted[1:])
    assert least < half < most
    assert half - least == pytest.approx(most - half)


def drawn(marks, theme=Theme.LIGHT, title="Near", note="Kindred"):
    return map_picture(marks, title=title, note=note, theme=theme)


def opened(png):
    return Image.open(BytesIO(png)).convert("RGB")


@pytest.mark.parametrize("theme", Theme)
def test_the_closest_has_the_strongest_colour_and_the_middle_the_accent(theme, typeface):
    marks = [Mark("a", 0, 0, 1, 1), Mark("b", 0.6, 0, 1, 0.8), Mark("c", -0.6, 0, 1, 0.5)]
    _, _, placed = arranged(marks, typeface)
    image = opened(drawn(marks, theme))
    at = [image.getpixel((round(spot.x), round(spot.y))) for spot in placed]
    colours = colours_of(theme)
    expected = [colours.accent, colours.sequence[-1], colours.sequence[0]]
    assert at == [ImageColor.getrgb(colour) for colour in expected]
    assert image.getpixel((3, 3)) == ImageColor.getrgb(colours.background)


def test_a_full_map_is_a_square_png_of_modest_size(world, demo_names):
    for seed in range(3):
        png = drawn(random_marks(random.Random(seed), [*world, *demo_names]))
        assert png.startswith(b"\x89PNG")
        assert opened(png).size == (1280, 1280)
        assert len(png) <= MOST_BYTES


def test_title_note_and_every_label_are_drawn():
    marks = [Mark("Radiohead", 0, 0, 1, 1), Mark("Muse", 0.5, 0.5, 0.5, 0.5)]
    pictures = {
        drawn(marks),
        drawn(marks, title="Far"),
        drawn(marks, note=""),
        drawn([marks[0], Mark("Blur", 0.5, 0.5, 0.5, 0.5)]),
        drawn([Mark("Pulp", 0, 0, 1, 1), marks[1]]),
    }
    assert len(pictures) == 5


def test_two_threads_draw_what_one_draws(world):
    maps = [rosette(world[start : start + 12]) for start in (0, 12, 24)] * 3
    alone = [drawn(marks) for marks in maps]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(drawn, maps)) == alone


def test_a_lone_artist_is_a_map_too():
    assert drawn([Mark("Radiohead", 0, 0, 0, 1)])


@pytest.mark.parametrize("number", [0, MOST_MARKS + 1])
def test_no_marks_and_too_many_are_refused(number):
    with pytest.raises(ValueError, match="marks"):
        drawn([Mark("a", 0, 0, 1, 1)] * number)
