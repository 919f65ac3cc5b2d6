"""Images of random objects and detections, as the plain loops and as the program see them."""

from hypothesis import strategies as st

from tests.unit.data.made_data import made_sample
from tests.unit.evaluation.test_voc import IMAGES, found

MANY_IMAGES = st.one_of(st.just([]), st.just([{"truths": [], "detections": []}]), IMAGES)


def as_collected(images):
    """(detections, samples) of the dicts that the plain loops take."""
    samples, detections = [], []
    for image in images:
        labels, boxes, difficult, ignore = zip(*image["truths"], strict=True) if image["truths"] else [()] * 4
        samples.append(made_sample(boxes, labels, difficult=difficult, ignore=ignore))
        labels, boxes, scores = zip(*image["detections"], strict=True) if image["detections"] else [()] * 3
        detections.append(found(boxes, scores, labels))
    return detections, samples


def from_score(images, score):
    """The same images without detections below a score."""
    return [{**image, "detections": [one for one in image["detections"] if one[2] >= score]} for image in images]
