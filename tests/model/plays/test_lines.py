from __future__ import annotations

import gzip

import pytest

from model.errors import UnreadablePlays
from model.plays.dirt import DirtFound
from model.plays.layout import Layout, well_formed
from model.plays.table import read_table


def read(path, *, delimiter="\t", skip_header=False):
    dirt = DirtFound()
    table = read_table(path, "abc", Layout(3, delimiter), skip_header=skip_header, dirt=dirt)
    rows = [
        tuple(table.columns[name].values[table.columns[name].codes[row]] for name in "abc")
        for row in range(table.rows)
    ]
    return rows, [table.line_of(row) for row in range(table.rows)], dirt.as_json()


def test_quote_characters_belong_to_the_values(tmp_path):
    path = tmp_path / "plays.tsv"
    path.write_bytes(b'u1\t"Weird Al" Yankovic\t3\nu2\t7" single\t4\nu3\t"open\t5\nu4\tx\t6\n')
    rows, lines, dirt = read(path)
    assert [name for _, name, _ in rows] == [b'"Weird Al" Yankovic', b'7" single', b'"open', b"x"]
    assert lines == [1, 2, 3, 4]
    assert dirt == []


def test_lines_of_another_width_are_left_out_and_counted_with_the_first_of_each_kind(tmp_path):
    path = tmp_path / "plays.tsv"
    path.write_bytes(b"a\tb\tc\n\nonly one\n1\t2\t3\n1\t2\t3\t4\n \n\xff\xfe\n5\t6\t7")
    rows, lines, dirt = read(path)
    assert rows == [(b"a", b"b", b"c"), (b"1", b"2", b"3"), (b"5", b"6", b"7")]
    assert lines == [1, 4, 8]
    assert dirt == [
        {"file": "plays.tsv", "kind": "wrong number of columns", "rows": 3, "first_line": 3},
        {"file": "plays.tsv", "kind": "blank line", "rows": 2, "first_line": 2},
    ]


def test_line_numbers_stay_true_across_blocks(tmp_path):
    path = tmp_path / "plays.tsv"
    good = b"listener\tan artist with a rather long name, to fill blocks\t3\n"
    many = (1 << 24) // len(good) + 10
    path.write_bytes(b"header\n" + good * many + b"bad\n" + good + b"bad\n" + good)
    rows, lines, dirt = read(path, skip_header=True)
    assert len(rows) == many + 2
    assert lines[:1] + lines[-3:] == [2, many + 1, many + 3, many + 5]
    assert dirt[0]["first_line"] == many + 2


def test_windows_line_ends_and_a_byte_order_mark_are_no_part_of_a_value(tmp_path):
    path = tmp_path / "plays.tsv"
    path.write_bytes(b"\xef\xbb\xbfa\tb\tc\r\nd\te\rf\tg\r\n")
    assert read(path)[0] == [(b"a", b"b", b"c"), (b"d", b"e f", b"g")]


def test_a_compressed_file_reads_as_its_content(tmp_path):
    path = tmp_path / "plays.tsv.gz"
    path.write_bytes(gzip.compress(b"a\tb\tc\n"))
    assert read(path)[0] == [(b"a", b"b", b"c")]


def test_a_compressed_file_that_breaks_off_is_refused(tmp_path):
    path = tmp_path / "plays.tsv.gz"
    path.write_bytes(gzip.compress(b"a\tb\tc\n" * 100_000)[:200])
    with pytest.raises(UnreadablePlays, match="cannot be read to its end"):
        read(path)


def test_a_line_without_end_is_no_text(tmp_path):
    path = tmp_path / "disk.img"
    path.write_bytes(b"x" * ((1 << 26) + (1 << 25)))
    with pytest.raises(UnreadablePlays, match="not text"):
        read(path)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('u,"Earth, Wind & Fire",3', (b"u", b"Earth, Wind & Fire", b"3")),
        ('u,"Weird Al" Yankovic,3', (b"u", b'"Weird Al" Yankovic', b"3")),
        ('u,"""Weird Al"" Yankovic",3', (b"u", b'"Weird Al" Yankovic', b"3")),
        ('u,7" single,3', (b"u", b'7" single', b"3")),
        ('"u",plain,"3"', (b"u", b"plain", b"3")),
        ('u,"",3', (b"u", b"", b"3")),
        (",,", (b"", b"", b"")),
    ],
)
def test_a_field_of_csv_is_quoted_only_if_the_quotes_enclose_it(tmp_path, line, expected):
    path = tmp_path / "plays.csv"
    path.write_text(f"{line}\nnext,row,1\n", encoding="utf-8")
    assert read(path, delimiter=",")[0] == [expected, (b"next", b"row", b"1")]


def test_a_quote_that_never_closes_swallows_no_other_row(tmp_path):
    path = tmp_path / "plays.csv"
    path.write_text('a,"open,1\nb,x,2\nc,y",3\n', encoding="utf-8")
    assert [row[0] for row in read(path, delimiter=",")[0]] == [b"a", b"b", b"c"]


def test_two_fields_read_as_one_value_keep_the_tab_between_them():
    block = well_formed(b"u\tid\tname\t3\nodd\nv\t\tname\t4\n", Layout(4, "\t", joined=1))
    assert block.text == b"u\tid\tname\t3\nv\t\tname\t4\n"
    assert block.ends.tolist() == [[1, 9, 11], [13, 19, 21]]
    assert (block.lines, block.blank, block.malformed) == (3, [], [1])


def test_a_block_without_a_line_of_the_right_width_is_no_row(tmp_path):
    path = tmp_path / "plays.tsv"
    path.write_bytes(b"odd\n" * (1 << 20) + b"\t".join([b"a", b"b", b"c"]) + b"\n")
    rows, lines, dirt = read(path)
    assert (rows, lines) == ([(b"a", b"b", b"c")], [(1 << 20) + 1])
    assert (dirt[0]["rows"], dirt[0]["first_line"]) == (1 << 20, 1)


def test_values_nobody_wants_are_not_kept(tmp_path):
    path = tmp_path / "plays.tsv"
    path.write_bytes(b"a\tb\tc\n1\t2\t3\n")
    layout = Layout(3, "\t")
    table = read_table(path, ("x", None, "z"), layout, skip_header=False, dirt=DirtFound())
    assert {name: list(column.values) for name, column in table.columns.items()} == {
        "x": [b"a", b"1"],
        "z": [b"c", b"3"],
    }


def test_as_many_fields_in_all_as_there_should_be_do_not_hide_two_malformed_lines():
    block = well_formed(b"a\tb\tc\n1\t2\n3\t4\t5\t6\n", Layout(3, "\t"))
    assert block.text == b"a\tb\tc\n"
    assert block.malformed == [1, 2]
