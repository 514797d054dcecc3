"""Which processors train: this machine's own, or a graphics card that implicit can use."""

from __future__ import annotations

import warnings
from enum import StrEnum

from model.errors import NoGraphicsCard


class Device(StrEnum):
    """What can be asked for."""

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"


def chosen(device: Device) -> Device:
    """Return the device to train on: with `auto` the graphics card, where there is one.

    Raises:
        NoGraphicsCard: one was asked for, and implicit finds none.
    """
    if device is Device.CPU:
        return device
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # implicit warns of every machine without a card
        from implicit.gpu import HAS_CUDA, HAS_RMM  # noqa: PLC0415  # it looks for the card

    if HAS_CUDA and HAS_RMM:
        return Device.CUDA
    if device is Device.CUDA:
        message = (
            "implicit finds no graphics card: it needs one of NVIDIA's with its driver, "
            "and `pip install rmm-cu13`"
        )
        raise NoGraphicsCard(message)
    return Device.CPU
