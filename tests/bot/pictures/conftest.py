from __future__ import annotations

from pathlib import Path

import pytest

from bot.rendering.pictures.typeface import Typeface

ROOT = Path(__file__).parents[3]
WORLD = [
    *("Radiohead", "Björk", "Sigur Rós", "Sunn O)))", "AC/DC", "Đặng Lê Nguyên Vũ", "fjǫrð"),
    *("Godspeed You! Black Emperor", "Mötley Crüe — Live…", '"Weird Al" Yankovic', "$uicideboy$"),
    *("!!!", "+/-", "★", "❤ ♪", "Кино", "Земфира", "Ἄννα Βίσση", "ლელა წურწუმია", "Տաթև"),
    *("椎名林檎", "宇多田ヒカル", "周杰倫", "王菲", "방탄소년단", "あいみょん", "スピッツ"),
    *("أم كلثوم", "عمرو دياب", "گوگوش", "עידן רייכל", "ማህሙድ አህመድ"),
    *("लता मंगेशकर", "क्षितिज", "রুনা লায়লা", "இளையராஜா", "ఘంటసాల"),
    *("คาราบาว", "ธงไชย แมคอินไตย์", "ລາວ ໃຫມ່", "ស៊ីន ស៊ីសាមុត", "အဲလက်စ်", "ညွှို့"),
]


@pytest.fixture(scope="session")
def world():
    """Names in every script that a font of ours is for."""
    return WORLD


@pytest.fixture(scope="session")
def demo_names():
    lines = (ROOT / "data/demo/artists.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[0] for line in lines[1:]]


@pytest.fixture(scope="session")
def typeface():
    return Typeface()
