"""Names for what is written about videos, cameras and streams: each source has its own."""

from ssd_desktop.inference.picture_sources import PictureSource


class VideoNames:
    """Gives sources that move a name in the order in which they are first asked for; two may be called ``clip.mp4``."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()

    def of(self, source: PictureSource) -> str:
        """Returns the name of a source, without suffix."""
        if source.name not in self._names:
            number, name = 1, source.base_name()
            while name.lower() in self._taken:  # letter case does not tell files apart everywhere
                number += 1
                name = f"{source.base_name()}_{number}"
            self._taken.add(name.lower())
            self._names[source.name] = name
        return self._names[source.name]

    def forget(self, source: PictureSource) -> None:
        """Gives a source another name when it is asked for again: somebody goes through it twice."""
        self._names.pop(source.name, None)

    def of_frame(self, source: PictureSource, number: int) -> str:
        """Returns the name of one of its pictures, without suffix."""
        return f"{self.of(source)}_{number:06d}"
