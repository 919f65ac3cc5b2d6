"""OpenCV, quietened: the only place of this layer that imports it.

OpenCV and its FFmpeg write to the terminal whatever they stumble over. Every failure is told by the one sentence of a
``MediaError`` instead.
"""

import os

# Read by OpenCV when it opens its first video; -8 is FFmpeg's AV_LOG_QUIET.
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")

import cv2

cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)

__all__ = ["cv2"]
