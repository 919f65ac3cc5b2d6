"""Which pictures of a run are those that an earlier run gave names to."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from ssd_desktop.inference.picture_sources import PictureSource


def place_of(source: PictureSource) -> str:
    """Returns where a still picture is, however it was asked for: ``a.jpg`` and ``./a.jpg`` are one."""
    return str(Path(source.path or source.name).absolute())


def sources_at(places: Iterable[str], stills: Sequence[PictureSource]) -> dict[str, PictureSource]:
    """Returns the picture at each place, or of the same file name where the folder was moved; gone ones are left out.

    Args:
        places: Of ``place_of``, from an earlier run.
        stills: What there is now.
    """
    here: dict[str, PictureSource] = {}
    for source in stills:
        here.setdefault(place_of(source), source)
    places = list(places)
    found = {place: here[place] for place in places if place in here}
    moved: dict[str, list[PictureSource]] = {}
    for place, source in here.items():
        if place not in found:
            moved.setdefault(Path(place).name, []).append(source)
    for place in places:
        others = moved.get(Path(place).name)
        if place not in found and others:
            found[place] = others.pop(0)
    return found
