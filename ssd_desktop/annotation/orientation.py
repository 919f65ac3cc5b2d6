"""Boxes between the stored and the upright orientation of a picture.

Tools that ignore EXIF draw boxes on the stored picture; here boxes count in the upright one. Edges run from 0 to the
width or height, so a mirrored edge is ``width - x`` without a 1.
"""

from ssd_desktop.annotation.box import Box

# What undoes an orientation; the others undo themselves.
_INVERSE = {6: 8, 8: 6}


def stored_to_upright(box: Box, orientation: int, *, width: float, height: float) -> Box:
    """Turns a box as EXIF turns the picture.

    Args:
        box: Edges in pixels of the stored picture.
        orientation: EXIF orientation, 1 to 8.
        width: Pixels of the stored picture.
        height: Likewise.

    Returns:
        The edges in pixels of the upright picture, which is ``height`` wide for 5 to 8; ordered if they were ordered.
    """
    x0, y0, x1, y1 = box.xyxy()
    if orientation >= 5:
        x0, y0, x1, y1 = y0, x0, y1, x1
        width, height = height, width
    # The same mirroring as of pixels: 5 to 8 are transposed first.
    if orientation in (2, 3, 6, 7):
        x0, x1 = width - x1, width - x0
    if orientation in (3, 4, 7, 8):
        y0, y1 = height - y1, height - y0
    return Box(x0, y0, x1, y1)


def upright_to_stored(box: Box, orientation: int, *, width: float, height: float) -> Box:
    """Undoes ``stored_to_upright``.

    Args:
        box: Edges in pixels of the upright picture.
        orientation: The EXIF orientation of the file, 1 to 8.
        width: Pixels of the upright picture.
        height: Likewise.

    Returns:
        The edges in pixels of the stored picture.
    """
    return stored_to_upright(box, _INVERSE.get(orientation, orientation), width=width, height=height)
