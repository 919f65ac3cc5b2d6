"""Labels pictures without end, for a test that kills it: every edit is told on stdout before and after it is made."""

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
        objects = () if annotation is None else annotation.objects
        if len(objects) > 3:
            gone = chance.choice(objects)
            tell("will be", image, [item.label for item in objects if item is not gone])
            store.apply(image, RemoveObjects(frozenset({gone.entry})), name="Delete", size=(200, 100))
        else:
            x = chance.randrange(150)
            # Every seventh class is new, which a YOLO folder writes to a second file.
            label = f"card {seed} {number // 7}"
            new = AnnotatedObject(label, Box(x, 5, x + 30, 50), entry=store.new_entries(1)[0])
            tell("will be", image, [*(item.label for item in objects), new.label])
            store.apply(image, AddObjects((new,)), name="Draw", size=(200, 100))
        now = store.annotation(image)
        tell("is", image, [] if now is None else [item.label for item in now.objects])
        if chance.random() < 0.5:
            store.save_all()


def tell(when: str, image: Path, labels: list[str]) -> None:
    """Writes a line: ``will be`` or ``is``, the image, its labels."""
    sys.stdout.write("|".join([when, image.name, *labels]) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
