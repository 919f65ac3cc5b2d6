"""Images in files: upright RGB whatever the format, and one sentence for whatever cannot be read."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageOps

from ssd_desktop.errors import MediaError
from ssd_desktop.media.image_file import ImageSize, is_image_path, read_image, read_image_size, write_image

LOSSLESS = {"JPEG": {"quality": 95}, "PNG": {}, "WEBP": {"lossless": True}, "TIFF": {}}


def png_header(width: int, height: int) -> bytes:
    """A PNG that promises a size and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(b"\0" * 100)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def assert_one_sentence(error: pytest.ExceptionInfo[MediaError], path: Path) -> None:
    text = str(error.value)
    assert "\n" not in text
    assert path.name in text
    assert text.endswith(".")


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_exif_orientation_is_turned_upright_as_pillow_does(picture, save, image_format, orientation):
    exif = Image.Exif()
    exif[274] = orientation
    path = save("turned", picture, image_format, exif=exif, **LOSSLESS[image_format])
    expected = np.asarray(ImageOps.exif_transpose(Image.open(BytesIO(path.read_bytes()))).convert("RGB"))

    image = read_image(path)

    assert image.orientation == orientation
    assert (image.stored_width, image.stored_height) == (80, 60)
    assert image.pixels_rgb.shape == expected.shape
    assert np.abs(image.pixels_rgb.astype(int) - expected).max() <= 2
    assert read_image_size(path) == image.size


@pytest.mark.parametrize(
    ("image_format", "options"), [("BMP", {}), ("GIF", {}), ("PNG", {}), ("JPEG", {"progressive": True})]
)
def test_the_size_from_the_header_is_that_of_the_pixels(picture, save, image_format, options):
    path = save("picture", picture, image_format, **options)
    image = read_image(path)
    assert image.pixels_rgb.shape == (60, 80, 3)
    assert read_image_size(path) == ImageSize(80, 60, 1, 80, 60) == image.size


@pytest.mark.parametrize("options", [{}, {"lossless": True}, {"exif": b"Exif\0\0II*\0\x08\0\0\0\0\0"}])
def test_every_kind_of_webp_tells_its_size(picture, save, options):
    assert read_image_size(save("picture.webp", picture, "WEBP", **options)) == ImageSize(80, 60, 1, 80, 60)


@pytest.mark.parametrize("big", [False, True])
def test_tiff_and_big_tiff_tell_their_size(picture, save, big):
    assert read_image_size(save("picture.tif", picture, "TIFF", big_tiff=big)) == ImageSize(80, 60, 1, 80, 60)


def test_pixels_are_rgb_contiguous_and_cannot_be_written_to(picture, save):
    pixels = read_image(save("picture.png", picture)).pixels_rgb
    assert pixels.dtype == np.uint8
    assert pixels.flags.c_contiguous
    assert not pixels.flags.writeable
    np.testing.assert_array_equal(pixels, picture)


@pytest.mark.parametrize("mode", ["L", "1", "P", "LA", "RGBA", "CMYK"])
def test_every_colour_mode_becomes_rgb(picture, save, mode):
    image = Image.fromarray(picture).convert(mode)
    path = save("picture", image, "JPEG" if mode == "CMYK" else "PNG", **({"quality": 98} if mode == "CMYK" else {}))
    difference = np.abs(read_image(path).pixels_rgb.astype(int) - np.asarray(image.convert("RGB")))
    assert difference.mean() < 2


def test_transparent_pixels_are_laid_over_white(picture, save):
    alpha = np.tile(np.linspace(0, 255, 80).astype(np.uint8), (60, 1))
    white = Image.new("RGBA", (80, 60), "white")
    image = Image.fromarray(np.dstack([picture, alpha]))
    expected = np.asarray(Image.alpha_composite(white, image).convert("RGB")).astype(int)

    pixels = read_image(save("picture.png", image)).pixels_rgb

    assert np.abs(pixels - expected).max() <= 1
    assert (pixels[:, 0] == 255).all()
    np.testing.assert_array_equal(pixels[:, -1], picture[:, -1])


def tiff_of(channels: np.ndarray, extra_sample: int | None) -> bytes:
    """A TIFF of one strip, not compressed, whose fourth channel is what ``extra_sample`` says (TIFF 6.0)."""
    height, width, count = channels.shape
    bits, data = channels.dtype.itemsize * 8, channels.astype(channels.dtype.newbyteorder("<")).tobytes()
    tags = [(256, width), (257, height), (258, None), (259, 1), (262, 2), (273, None), (277, count), (278, height)]
    tags += [(279, len(data)), *([] if extra_sample is None else [(338, extra_sample)])]
    behind = 8 + 2 + 12 * len(tags) + 4
    places = {258: (count, behind), 273: (1, behind + 2 * count)}
    entries = (struct.pack("<HHII", tag, 3 if tag == 258 else 4, *places.get(tag, (1, value))) for tag, value in tags)
    head = struct.pack("<2sHIH", b"II", 42, 8, len(tags)) + b"".join(entries) + struct.pack("<I", 0)
    return head + struct.pack(f"<{count}H", *[bits] * count) + data


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
@pytest.mark.parametrize("extra_sample", [None, 1, 2])
def test_a_half_transparent_tiff_is_laid_over_white_however_its_alpha_is_stored(tmp_path, kind, extra_sample):
    top = np.iinfo(kind).max
    rgba = np.random.default_rng(0).integers(0, top + 1, (9, 7, 4)).astype(kind)
    colours, alpha = rgba[..., :3].astype(float) / top, rgba[..., 3:].astype(float) / top
    stored = rgba.copy()
    if extra_sample == 1:
        stored[..., :3] = np.round(colours * alpha * top)
    path = tmp_path / "a.tif"
    path.write_bytes(tiff_of(stored, extra_sample))

    expected = 255 * (colours * alpha + 1 - alpha)

    assert np.abs(read_image(path).pixels_rgb - expected).max() < 1.6
    if kind is np.uint8 and extra_sample == 2:
        white = Image.new("RGBA", (7, 9), "white")
        theirs = np.asarray(Image.alpha_composite(white, Image.open(path)).convert("RGB")).astype(int)
        assert np.abs(read_image(path).pixels_rgb - theirs).max() <= 2


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
def test_a_fourth_channel_of_a_tiff_that_is_no_alpha_leaves_the_colours_alone(tmp_path, kind):
    bands = np.random.default_rng(1).integers(0, 256, (9, 7, 4)).astype(kind) * (257 if kind is np.uint16 else 1)
    (tmp_path / "a.tif").write_bytes(tiff_of(bands.astype(kind), 0))
    expected = bands[..., :3] // (257 if kind is np.uint16 else 1)
    np.testing.assert_array_equal(read_image(tmp_path / "a.tif").pixels_rgb, expected)


@pytest.mark.parametrize("suffix", [".png", ".tiff"])
@pytest.mark.parametrize("channels", [1, 3, 4])
def test_sixteen_bits_are_scaled_to_eight(tmp_path, suffix, channels):
    deep = np.random.default_rng(1).integers(0, 65536, (20, 30, channels)).astype(np.uint16)
    deep[0, 0], deep[0, 1] = 0, 65535
    if channels == 4:
        deep[:, :, 3] = 65535
    path = tmp_path / f"deep{suffix}"
    path.write_bytes(cv2.imencode(suffix, deep)[1].tobytes())

    pixels = read_image(path).pixels_rgb

    expected = np.rint(deep[:, :, [0, 0, 0] if channels == 1 else [2, 1, 0]] / 257)
    np.testing.assert_array_equal(pixels, expected)


def test_a_floating_point_tiff_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "depth.tiff"
    path.write_bytes(cv2.imencode(".tiff", np.ones((4, 4, 3), np.float32))[1].tobytes())
    with pytest.raises(MediaError, match="float32 pixels; save it anew with 8 or 16 bits") as error:
        read_image(path)
    assert_one_sentence(error, path)


def test_the_first_picture_of_an_animation_is_taken(picture, save):
    path = save("two.gif", picture, "GIF", save_all=True, append_images=[Image.fromarray(255 - picture)])
    expected = np.asarray(Image.open(BytesIO(path.read_bytes())).convert("RGB"))
    np.testing.assert_array_equal(read_image(path).pixels_rgb, expected)


@pytest.mark.parametrize("image_format", ["PNG", "JPEG", "BMP", "GIF", "WEBP", "TIFF"])
def test_an_image_of_one_pixel_is_an_image(save, image_format):
    path = save("dot", np.full((1, 1, 3), 255, np.uint8), image_format)
    np.testing.assert_array_equal(read_image(path).pixels_rgb, np.full((1, 1, 3), 255))
    assert read_image_size(path) == ImageSize(1, 1, 1, 1, 1)


@pytest.mark.parametrize("name", ["사진 – Übung 😀.png", "a" * 250 + ".png", "with 'quotes' & <tags>.png"])
def test_non_ascii_and_long_names_are_read_and_written(tmp_path, picture, name):
    path = tmp_path / name
    write_image(path, picture)
    np.testing.assert_array_equal(read_image(path).pixels_rgb, picture)


def test_a_very_long_path_is_read_and_written(tmp_path, picture):
    folder = tmp_path
    for _ in range(6):
        folder /= "x" * 100
    folder.mkdir(parents=True)
    write_image(folder / "picture.png", picture)
    np.testing.assert_array_equal(read_image(folder / "picture.png").pixels_rgb, picture)


def test_more_than_the_limit_is_refused_before_it_is_decoded(tmp_path, monkeypatch):
    path = tmp_path / "vast.png"
    path.write_bytes(png_header(20_000, 20_000))
    monkeypatch.setattr("cv2.imdecode", lambda *_: pytest.fail("decoded"))
    with pytest.raises(MediaError, match=r"20000 x 20000 pixels, more than the limit of 200 megapixels") as error:
        read_image(path)
    assert_one_sentence(error, path)
    assert read_image_size(path).width == 20_000


def test_a_wide_image_under_the_limit_is_read(tmp_path):
    path = tmp_path / "wide.png"
    path.write_bytes(cv2.imencode(".png", np.zeros((2, 20_000, 3), np.uint8))[1].tobytes())
    assert read_image(path).pixels_rgb.shape == (2, 20_000, 3)


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "GIF", "BMP", "WEBP", "TIFF"])
def test_a_truncated_file_is_refused_and_nothing_is_printed(picture, encode, tmp_path, capfd, image_format):
    whole = encode(picture, image_format)
    path = tmp_path / "cut"
    for length in [1, 3, 9, 17, 40, len(whole) // 2, len(whole) - 40]:
        path.write_bytes(whole[:length])
        with pytest.raises(MediaError) as error:
            read_image(path)
        assert_one_sentence(error, path)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("image_format", ["JPEG", "PNG"])
def test_a_truncated_file_is_called_truncated(picture, encode, tmp_path, image_format):
    path = tmp_path / "cut"
    path.write_bytes(encode(picture, image_format)[:-20])
    with pytest.raises(MediaError, match="is truncated; get an intact copy"):
        read_image(path)


def test_the_end_of_a_thumbnail_does_not_hide_that_the_image_is_truncated(picture, encode, tmp_path):
    whole = encode(picture, "JPEG")
    thumbnail = b"\xff\xe1" + struct.pack(">H", 10) + b"thumb\xff\xd9\0"
    path = tmp_path / "cut.jpg"
    path.write_bytes(whole[:2] + thumbnail + whole[2:-2])
    with pytest.raises(MediaError, match="is truncated"):
        read_image(path)


def test_what_follows_the_end_of_a_jpeg_does_not_matter(picture, encode, tmp_path):
    path = tmp_path / "phone.jpg"
    path.write_bytes(encode(picture, "JPEG") + b"a video after it" * 10)
    assert read_image(path).pixels_rgb.shape == (60, 80, 3)


def test_a_flipped_byte_in_a_png_is_refused_and_nothing_is_printed(picture, encode, tmp_path, capfd):
    content = bytearray(encode(picture))
    content[len(content) // 2] ^= 0xFF
    path = tmp_path / "flipped.png"
    path.write_bytes(content)
    with pytest.raises(MediaError, match="is damaged; get an intact copy"):
        read_image(path)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"hello, world, this is text", "no image of a kind"),
        (b"\xff\xd8\xff", "damaged or truncated"),
        (b"BM" + b"\0" * 40, "gives no size"),
        (b"II*\0\xff\xff\xff\x7f" + b"\0" * 20, "damaged or truncated"),
    ],
)
def test_what_is_no_image_is_refused_by_both_readers(tmp_path, content, words):
    path = tmp_path / "photo.jpg"
    path.write_bytes(content)
    for read in (read_image, read_image_size):
        with pytest.raises(MediaError, match=words) as error:
            read(path)
        assert_one_sentence(error, path)


def test_a_missing_image_a_folder_and_an_impossible_path_are_told_apart(tmp_path):
    for read in (read_image, read_image_size):
        with pytest.raises(MediaError, match="does not exist"):
            read(tmp_path / "absent.jpg")
        with pytest.raises(MediaError, match="is a folder"):
            read(tmp_path)
        with pytest.raises(MediaError, match="cannot be read"):
            read("nul\0character.jpg")
        with pytest.raises(MediaError, match="cannot be read"):
            read(tmp_path / ("x" * 5000))


def test_a_damaged_exif_block_does_not_hide_the_picture(picture, save):
    path = save("odd.jpg", picture, "JPEG", exif=b"Exif\0\0II*\0\xff\xff\0\0")
    assert read_image(path).orientation == 1


@pytest.mark.parametrize("name", ["a.jpg", "a.JPG", "b.Jpeg", "c.tiff", "d.WebP"])
def test_image_names_are_known_by_their_suffix_in_any_case(name):
    assert is_image_path(name)
    assert not is_image_path(name + ".xml")


@pytest.mark.parametrize("suffix", [".png", ".bmp", ".jpg", ".JPEG", ".webp"])
def test_a_written_image_reads_back(tmp_path, picture, suffix):
    path = tmp_path / f"out{suffix}"
    write_image(path, picture)
    difference = np.abs(read_image(path).pixels_rgb.astype(int) - picture)
    assert difference.max() == 0 if suffix in (".png", ".bmp") else difference.mean() < 5
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_an_unknown_suffix_is_refused(tmp_path, picture):
    with pytest.raises(MediaError, match=r"name it \.jpg, \.png, \.bmp or \.webp"):
        write_image(tmp_path / "out.xyz", picture)


def test_a_picture_too_large_for_its_format_is_refused_quietly(tmp_path, capfd):
    with pytest.raises(MediaError, match=r"\(20000 x 1\) does not fit its format; name it \.png"):
        write_image(tmp_path / "out.webp", np.zeros((1, 20_000, 3), np.uint8))
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")


def test_a_failed_write_leaves_what_was_there(tmp_path, picture, monkeypatch):
    path = tmp_path / "out.png"
    path.write_bytes(b"before")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(MediaError, match=r"was not written \(Permission denied\); choose another folder"):
        write_image(path, picture)
    assert path.read_bytes() == b"before"
    assert [file.name for file in tmp_path.iterdir()] == ["out.png"]


def test_a_missing_folder_to_write_to_is_an_error(tmp_path, picture):
    with pytest.raises(MediaError, match="choose another folder"):
        write_image(tmp_path / "absent" / "out.png", picture)


def test_real_photos_tell_their_size_without_being_decoded(shared_data):
    for path in sorted((shared_data / "playing_cards" / "JPEGImages").iterdir())[:20]:
        assert read_image_size(path) == read_image(path).size
