"""The errors a user can meet. Every message is one sentence that names the thing and the remedy.

One dialog of the window and one line of the command line show ``str(error)``; nothing else formats it.
"""

import errno


class SSDDesktopError(Exception):
    """Base of every error that is shown to the user as it is."""


class UsageError(SSDDesktopError):
    """The command or the setting itself is wrong (exit code 2 on the command line)."""


class MediaError(SSDDesktopError):
    """An image, video, camera or stream cannot be read, or a picture cannot be written."""


class AnnotationError(SSDDesktopError):
    """An annotation file cannot be read or written; the file is left as it was."""


class DataError(SSDDesktopError):
    """A data folder cannot be trained or evaluated on."""


class CheckpointError(SSDDesktopError):
    """A file is no checkpoint, is damaged, or does not fit what it is used for."""


class InferenceError(SSDDesktopError):
    """A device or an engine cannot run the model."""


class ExportError(SSDDesktopError):
    """A model cannot be exported, or what was exported does not answer as the model does."""


class TrainingError(SSDDesktopError):
    """A training cannot start or go on."""


class ProjectError(SSDDesktopError):
    """A project folder, one of its runs or its queue cannot be used."""


class ConfigError(UsageError):
    """A configuration value is out of its range or unknown."""


def reason_of(error: Exception) -> str:
    """Returns what the system says went wrong, on one line, for the middle of a sentence: "Permission denied"."""
    return " ".join(((error.strerror if isinstance(error, OSError) else None) or str(error)).split())


def is_not_allowed(error: Exception) -> bool:
    """Returns whether the system refuses to write there at all, as to a folder that is read-only."""
    return isinstance(error, OSError) and error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)
