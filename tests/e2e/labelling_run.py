"""Labels pictures without end, for a test that kills it: every edit is told on stdout after it was made."""

import itertools
import random
import sys
from pathlib import Path

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.annotation_store import AnnotationStore
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.edit_journal import EditJournal
from ssd_desktop.annotation.edits import AddObjects, RemoveObjects
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.media.image_file import ImageSize

SIZE = ImageSize(200, 100, 1, 200, 100)


def main(folder: Path, journal: Path, seed: int) -> None:
    """Edits in an endless row, and saves now and then."""
    chance = random.Random(seed)
    store = AnnotationStore(LabelFolder.open(folder), EditJournal(journal))
    images = store.folder.images()
    for number in itertools.count():
        image = chance.choice(images)
        store.load(image, SIZE)
        annotation = store.annotation(image)
        if annotation is not None and len(annotation.objects) > 3:
            edit = RemoveObjects(frozenset({chance.choice(annotation.objects).entry}))
            store.apply(image, edit, name="Delete", size=(200, 100))
        else:
            x = chance.randrange(150)
            new = AnnotatedObject(f"card {number}", Box(x, 5, x + 30, 50), entry=store.new_entries(1)[0])
            store.apply(image, AddObjects((new,)), name="Draw", size=(200, 100))
        now = store.annotation(image)
        labels = [] if now is None else [item.label for item in now.objects]
        sys.stdout.write("|".join([image.name, *labels]) + "\n")
        sys.stdout.flush()
        if chance.random() < 0.5:
            store.save_all()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
