"""The pages of a catalog on several machines that share a store: the same frames on each."""

from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from sources.anchor_frames import anchored_frames
from sources.load import check
from sources.pages import Pages, archive_frames, fingerprint
from tests.sources.archive.shelf import Store


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from benchmarks.pages import generate

    folder = tmp_path_factory.mktemp("made")
    generate(folder / "catalog", folder / "archive", 12)
    return folder


def test_machines_that_share_a_store_make_what_one_folder_alone_makes(
    made: Path, tmp_path: Path
) -> None:
    store, alone = Store(), Pages(made / "archive")
    workers = [Pages(tmp_path / f"{n}", store) for n in range(2)]
    for n, entry in enumerate(alone.entries):  # each machine captures some
        workers[n % 2].archive.record(entry, alone.archive.objects.get(entry.sha256 or ""))
    catalog, _ = check(made / "catalog")
    expected = archive_frames(made / "archive")
    anchors = anchored_frames(catalog, alone)
    for n in range(3):  # the last has captured nothing
        folder = tmp_path / f"{n}"
        found = archive_frames(folder, store)
        assert_frame_equal(found["snapshot"], expected["snapshot"])
        assert_frame_equal(
            found["capture"].sort_values("document_id", ignore_index=True),
            expected["capture"].sort_values("document_id", ignore_index=True),
        )
        for name, frame in anchored_frames(catalog, Pages(folder, store)).items():
            assert_frame_equal(frame, anchors[name])
    assert len({fingerprint(tmp_path / f"{n}", store) for n in range(3)}) == 1
