from __future__ import annotations

import numpy as np
import pytest

from model.errors import NoGraphicsCard
from model.neighbours import unit_length
from model.training.als import train_als
from model.training.device import Device, chosen
from model.training.settings import TrainingSettings
from tests.conftest import checkerboard, plays_of


def has_card():
    return chosen(Device.AUTO) is Device.CUDA


def test_the_processors_are_always_there():
    assert chosen(Device.CPU) is Device.CPU


@pytest.mark.skipif(has_card(), reason="this machine has a graphics card")
def test_without_a_graphics_card_auto_takes_the_processors_and_cuda_says_what_is_missing():
    assert chosen(Device.AUTO) is Device.CPU
    with pytest.raises(NoGraphicsCard, match="rmm"):
        chosen(Device.CUDA)


@pytest.mark.skipif(not has_card(), reason="this machine has no graphics card for implicit")
@pytest.mark.parametrize("factors", [8, 32, 40])  # the kernels take multiples of 32
def test_a_graphics_card_learns_what_the_processors_learn(factors):
    plays = plays_of(checkerboard(300, 60, groups=3))
    settings = TrainingSettings(factors=factors, iterations=8)
    found = [
        unit_length(
            train_als(
                plays.listeners_x_artists, settings, keys=plays.catalog.keys, device=device
            ).artist_factors
        )
        for device in (Device.CPU, Device.CUDA)
    ]
    assert found[1].shape == (60, factors)
    np.testing.assert_allclose(found[0] @ found[0].T, found[1] @ found[1].T, atol=0.02)
