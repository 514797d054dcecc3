"""Reads lines of JSON as ListenBrainz writes them, a listen a line.

What the fields mean is what `model.spark.sources` takes them to mean. pyarrow reads a block of
lines if all of them are as they should be, which is nearly always; otherwise each is looked at.

Source:
    https://listenbrainz.readthedocs.io/en/latest/users/json.html; written by `write_listens` of
    `listenbrainz/listenstore/dump_listenstore.py` in
    https://github.com/metabrainz/listenbrainz-server. Older dumps name users, newer ones number
    them too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json as pj
from numpy.typing import NDArray

from model.names import tidied
from model.plays.dirt import Dirt
from model.plays.faults import USABLE, by_kind, code_of, judge, listener_faults, name_faults
from model.plays.table import decoded

BETWEEN = b"\t"
"""What stands in a spelling between the MusicBrainz id, which may be empty, and the name."""

_NEWLINE = ord("\n")
_UUID = "(?i)^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
_CREDIT = pa.struct([("artist_mbids", pa.list_(pa.string()))])
_TOLD = [("artist_name", pa.string()), ("mbid_mapping", _CREDIT), ("additional_info", _CREDIT)]
_CREDITED = ("mbid_mapping", "additional_info")  # where ids may stand; the first to have some
_USERS = (pa.int64(), pa.string())  # a number today; whatever it is, it is the same throughout
_Columns = tuple[pa.BinaryArray, pa.BinaryArray, pa.StringArray]


@dataclass(frozen=True, slots=True, eq=False)
class Listens:
    """The listens on some lines.

    Attributes:
        listener: dictionary-typed, one per usable listen.
        spelling: dictionary-typed, one per usable listen: an id in lower case, `BETWEEN`, a name.
        lines: how many there were.
        dirt: which kinds of lines are no usable listens, how many, and the first of each, from 0.
    """

    listener: pa.DictionaryArray
    spelling: pa.DictionaryArray
    lines: int
    dirt: list[tuple[Dirt, int, int]]


def listens_on(lines: bytes) -> Listens:
    """Read whole lines, the last with its break."""
    count = int(np.count_nonzero(np.frombuffer(lines, np.uint8) == _NEWLINE))
    faults = np.zeros(count, np.uint8)
    listener, name, musicbrainz_id = _at_once(lines, count) or _one_by_one(lines, faults)
    listeners, names = listener.dictionary_encode(), name.dictionary_encode()
    known = (text if text is None else tidied(text) for text in decoded(_values(names)))
    judge(faults, listeners.indices.to_numpy(), listener_faults(_values(listeners)))
    judge(faults, names.indices.to_numpy(), name_faults(known))
    is_id = pc.match_substring_regex(musicbrainz_id, _UUID)
    known_id = pc.if_else(is_id, pc.ascii_lower(musicbrainz_id), "").cast(pa.binary())
    spelling = pc.binary_join_element_wise(known_id, name, BETWEEN)
    if faults.any():
        usable = pa.array(faults == USABLE)
        listeners, spelling = listener.filter(usable).dictionary_encode(), spelling.filter(usable)
    return Listens(listeners, spelling.dictionary_encode(), count, list(by_kind(faults)))


def _values(coded: pa.DictionaryArray) -> list[bytes]:
    values: list[bytes] = coded.dictionary.to_pylist()
    return values


def _at_once(lines: bytes, count: int) -> _Columns | None:
    """Read lines as pyarrow does, who are a listen each; None where one is not."""
    for users in _USERS:
        schema = pa.schema(
            [("user_id", users), ("user_name", pa.string()), ("track_metadata", pa.struct(_TOLD))]
        )
        try:
            table = pj.read_json(
                pa.BufferReader(lines),
                read_options=pj.ReadOptions(use_threads=False, block_size=len(lines) + 1),
                parse_options=pj.ParseOptions(
                    explicit_schema=schema, unexpected_field_behavior="ignore"
                ),
            ).combine_chunks()
        except pa.ArrowInvalid:
            continue
        if table.num_rows == count:  # an empty line is no row
            return _columns(table)
    return None


def _columns(table: pa.Table) -> _Columns:
    told = table["track_metadata"].chunk(0)
    user_id, user_name = (table[name].chunk(0) for name in ("user_id", "user_name"))
    credit = pc.coalesce(*(pc.struct_field(told, [place, "artist_mbids"]) for place in _CREDITED))
    is_one = pc.equal(pc.fill_null(pc.list_value_length(credit), 0), 1)
    nobody = pa.array(np.full(len(table), ""))
    return (
        _bytes(pc.coalesce(user_id.cast(pa.string()), user_name)),
        _bytes(pc.struct_field(told, "artist_name")),
        pc.fill_null(pc.replace_with_mask(nobody, is_one, credit.filter(is_one).flatten()), ""),
    )


def _bytes(texts: pa.StringArray) -> pa.BinaryArray:
    return pc.fill_null(texts.cast(pa.binary()), b"")


def _one_by_one(lines: bytes, faults: NDArray[np.uint8]) -> _Columns:
    """Read lines of which some are no listens.

    Args:
        lines: whole ones.
        faults: is told of the lines that are no JSON.
    """
    columns = list(zip(*_told_by_lines(lines, faults), strict=True))
    listeners, names, ids = (pa.array(column, pa.binary()) for column in columns)
    return listeners, names, ids.cast(pa.string(), safe=False)


def _told_by_lines(lines: bytes, faults: NDArray[np.uint8]) -> Iterator[list[bytes]]:
    for place, line in enumerate(lines.removesuffix(b"\n").split(b"\n")):
        try:
            listen = json.loads(line.decode("utf-8", "surrogateescape"))
        except (ValueError, RecursionError):
            listen = None
        if not isinstance(listen, dict):
            faults[place] = code_of(Dirt.NO_JSON if line.strip() else Dirt.BLANK_LINE)
            listen = {}
        # Bytes that are no UTF-8 come out as other bytes that are none.
        yield [text.encode("utf-8", "surrogatepass") for text in _told_by(listen)]


def _told_by(listen: dict[str, Any]) -> tuple[str, str, str]:
    """Return listener, name and id of a listen, empty where there is none or no such thing."""
    told = _object(listen.get("track_metadata"))
    user = listen.get("user_name") if listen.get("user_id") is None else listen["user_id"]
    of_places = (_object(told.get(place)).get("artist_mbids") for place in _CREDITED)
    credit = next((ids for ids in of_places if isinstance(ids, list)), [])
    return (
        str(user) if type(user) is int else _text(user),
        _text(told.get("artist_name")),
        _text(credit[0]) if len(credit) == 1 else "",
    )


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
