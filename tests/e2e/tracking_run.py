"""Labels the frames of a video without end, for a test that kills it: each edit is told before and after it is made."""

import itertools
import random
import sys
from pathlib import Path

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.edits import AddObjects, ChangeBoxes
from ssd_desktop.annotation.track_journal import TrackJournal
from ssd_desktop.annotation.track_store import TrackStore, frame_image
from ssd_desktop.annotation.tracks import Track

SIZE = (200, 100)


def main(video: Path, journal: Path, seed: int) -> None:
    """Draws, moves and deletes in an endless row, and saves now and then."""
    chance = random.Random(seed)
    store = TrackStore(video, SIZE, TrackJournal(journal))
    if store.leftovers():
        store.restore(name="Restore")
    tell("is", store)
    for number in itertools.count():
        frame, x = chance.randrange(50), chance.randrange(150)
        image, box = frame_image(video, frame), Box(x, 5, x + 30, 50)
        there = store.annotation(image)
        entries = [item.entry for item in there.objects] if there is not None else []
        if len(store.tracks) > 4:
            gone = chance.choice(store.tracks)
            tell("will be", store, without=gone)
            store.replace_tracks(frame, [None], numbers=[gone.number], name="Delete")
        elif entries and chance.random() < 0.7:
            store.apply(image, ChangeBoxes({chance.choice(entries): box}), name="Move", size=SIZE)
        else:
            new = AnnotatedObject(f"car {number}", box, entry=store.new_entries(1)[0])
            tell("will be", store, plus=new.label)
            store.apply(image, AddObjects((new,)), name="Draw", size=SIZE)
        tell("is", store)
        if chance.random() < 0.4:
            store.save()


def tell(when: str, store: TrackStore, *, without: Track | None = None, plus: str = "") -> None:
    """Writes a line: ``will be`` or ``is``, and the classes of the tracks in alphabetical order."""
    labels = sorted([*(track.label for track in store.tracks if track is not without), *([plus] if plus else [])])
    sys.stdout.write("|".join([when, *labels]) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
