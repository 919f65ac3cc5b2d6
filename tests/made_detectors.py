"""Detectors that tests make up."""


class OneByOne:
    """Adds to what detects in one picture (``detect``) what detects in several."""

    batch_size = 1
    tiling = None

    def detect_batch(self, images, config):
        """Returns the detections of each picture."""
        return [self.detect(image, config) for image in images]
