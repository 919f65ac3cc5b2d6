"""Undo and redo of edits over all the images of a folder, and which images have edits that no file has yet."""

from dataclasses import dataclass, replace
from pathlib import Path

from ssd_desktop.annotation.annotation import ImageAnnotation

MOST_STEPS = 5000
"""Older steps are forgotten; a step of an image with 20 objects takes about a kilobyte."""


@dataclass(frozen=True)
class Step:
    """One edit that can be taken back.

    Attributes:
        image: The image it is of.
        name: What it is called, for the Edit menu; the caller's words.
        before: None: the image was not labelled.
        after: None: the image is not labelled any more.
        gesture: Of the drag it belongs to; None for an edit that stands alone.
        note: What else the step did, beside the annotation; whoever wrote it takes it back and makes it again.
    """

    image: Path
    name: str
    before: ImageAnnotation | None
    after: ImageAnnotation | None
    gesture: int | None = None
    note: object = None


class EditHistory:
    """The present annotation of every image that was taken in, and the steps that led there.

    Steps of all images are in one order: taking back goes from image to image as the user did.
    """

    def __init__(self) -> None:
        self._now: dict[Path, ImageAnnotation | None] = {}
        self._saved: dict[Path, ImageAnnotation | None] = {}
        self._done: list[Step] = []
        self._undone: list[Step] = []

    # -- What is there

    def start(self, image: Path, annotation: ImageAnnotation | None) -> None:
        """Takes in an image as its file has it; its earlier steps are forgotten, they were made on something else."""
        self.forget(image)
        self._now[image] = self._saved[image] = annotation

    def forget(self, image: Path) -> None:
        """Drops an image with its steps."""
        self._now.pop(image, None)
        self._saved.pop(image, None)
        self._done = [step for step in self._done if step.image != image]
        self._undone = [step for step in self._undone if step.image != image]

    def __contains__(self, image: Path) -> bool:
        return image in self._now

    def annotation(self, image: Path) -> ImageAnnotation | None:
        """Returns how an image is labelled now; None where it is not, or was never taken in."""
        return self._now.get(image)

    def has_steps(self, image: Path) -> bool:
        """Returns whether any edit of an image can be taken back or made again."""
        return any(step.image == image for step in (*self._done, *self._undone))

    # -- Editing

    def record(
        self,
        image: Path,
        name: str,
        after: ImageAnnotation | None,
        *,
        gesture: int | None = None,
        note: object = None,
    ) -> bool:
        """Makes an annotation the present one, as one step; one that changes nothing and has no note is none.

        Args:
            image: An image that was taken in.
            name: For the Edit menu.
            after: What it becomes; None: not labelled.
            gesture: Edits of the same drag follow each other with the same number and become one step.
            note: Of the step.

        Returns:
            Whether anything changed.
        """
        before = self._now[image]
        if after == before and note is None:
            return False
        self._undone.clear()
        self._now[image] = after
        last = self._done[-1] if self._done else None
        if last is not None and gesture is not None and (last.image, last.gesture) == (image, gesture):
            self._done[-1] = replace(last, after=after)
            if last.before == after:  # dragged back to where it was
                self._done.pop()
            return True
        self._done.append(Step(image, name, before, after, gesture, note))
        del self._done[:-MOST_STEPS]
        return True

    @property
    def undo_name(self) -> str:
        """What ``undo`` would take back; "" where there is nothing."""
        return self._done[-1].name if self._done else ""

    @property
    def redo_name(self) -> str:
        """What ``redo`` would make again; "" where there is nothing."""
        return self._undone[-1].name if self._undone else ""

    def undo(self) -> Step | None:
        """Takes the last step back and returns it; None where there is none."""
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        self._now[step.image] = step.before
        return step

    def redo(self) -> Step | None:
        """Makes the step that was taken back last again and returns it; None where there is none."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        self._now[step.image] = step.after
        return step

    # -- Saving

    def mark_saved(self, image: Path, annotation: ImageAnnotation | None) -> None:
        """Notes what the file of an image has now; later edits stay unsaved."""
        if image in self._now:
            self._saved[image] = annotation

    def saved(self, image: Path) -> ImageAnnotation | None:
        """Returns what the file of an image has."""
        return self._saved.get(image)

    def is_unsaved(self, image: Path) -> bool:
        """Returns whether an image is not as its file has it."""
        return self._now.get(image) != self._saved.get(image)

    def unsaved(self) -> list[Path]:
        """Returns the images that are not as their files have them, in the order they were taken in."""
        return [image for image in self._now if self.is_unsaved(image)]
