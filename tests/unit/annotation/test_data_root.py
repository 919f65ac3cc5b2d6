"""The data folder around its images, and no folder further out."""

from pathlib import Path

import pytest

from ssd_desktop.annotation.data_root import data_root


@pytest.mark.parametrize(
    ("folder", "root"),
    [
        ("/data/cards/JPEGImages", "/data/cards"),
        ("/data/cards/images/train", "/data/cards"),
        ("/data/cards/train/images", "/data/cards"),
        ("/data/cards/val", "/data/cards"),
        ("/data/cards", "/data/cards"),
        ("/images/train/images", "/images"),
        ("/data/내 사진", "/data/내 사진"),
    ],
)
def test_images_belong_to_the_data_folder_around_them(folder, root):
    assert data_root(Path(folder)) == Path(root)
