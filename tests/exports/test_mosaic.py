from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from exports.mosaic import FULL, Spread, mosaic, svg, tones
from exports.mosaic.motifs import Motif, shapes


def test_the_same_seed_always_gives_the_same_tiles() -> None:
    assert mosaic("creative-economy", 6, 4) == mosaic("creative-economy", 6, 4)


def test_another_seed_gives_another_mosaic() -> None:
    assert mosaic("creative-economy", 6, 4) != mosaic("creative-economy-kz", 6, 4)


def test_the_first_tile_of_a_seed_is_what_its_hash_says() -> None:
    tile = mosaic("creative-economy", 6, 4).tiles[0]
    assert (tile.motif, tile.turns, [colour.name for colour in tile.colours]) == (
        Motif.STAR,
        1,
        ["saffron", "ink", "turquoise"],
    )


@given(st.text(max_size=40), st.integers(1, 8), st.integers(1, 8))
def test_a_full_mosaic_fills_every_place_and_no_neighbours_are_alike(seed: str, columns: int, rows: int) -> None:
    tiles = {(tile.column, tile.row): tile for tile in mosaic(seed, columns, rows).tiles}
    assert len(tiles) == columns * rows
    for (column, row), tile in tiles.items():
        for beside in (tiles.get((column + 1, row)), tiles.get((column, row + 1))):
            if beside:
                assert beside.motif is not tile.motif
                assert beside.colours[0] != tile.colours[0]


@given(st.text(max_size=20), st.sampled_from(["#1E2A78", "#C0392F", "#0E8F95", "#D9892B", "#5B3A8C", "#3C6E3F"]))
def test_figures_differ_from_their_ground_in_every_palette(seed: str, base: str) -> None:
    for palette in (FULL, tones(base)):
        for tile in mosaic(seed, 4, 4, palette).tiles:
            assert tile.colours[0] != tile.colours[1] != tile.colours[2]


def test_a_corner_thins_out_away_from_the_top_right() -> None:
    tiles = mosaic("seed", 12, 12, spread=Spread.CORNER).tiles
    near = [tile for tile in tiles if tile.column >= 6 and tile.row < 6]
    far = [tile for tile in tiles if tile.column < 6 and tile.row >= 6]
    assert len(near) > 3 * len(far)


def test_the_drawing_is_well_formed_and_leaves_colours_to_the_style_sheet_when_asked() -> None:
    pattern = mosaic("seed", 3, 2)
    for picture in (svg(pattern, tile=35), svg(pattern, classes=True)):
        assert ET.fromstring(picture).tag.endswith("svg")  # noqa: S314 -- our own drawing
    assert "fill=" not in svg(pattern, classes=True)
    assert 'class="m-' in svg(pattern, classes=True)
    assert "style=" not in svg(pattern, classes=True)


def test_every_motif_has_at_least_a_figure() -> None:
    assert all(shapes(motif) for motif in Motif)
