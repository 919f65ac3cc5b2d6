"""The names people give to the folders of a data set, in lower case, the likeliest first."""

IMAGE_FOLDERS = ("jpegimages", "images", "image", "imgs", "img", "photos", "pictures")
ANNOTATION_FOLDERS = ("annotations", "annotation", "xml", "xmls", "anns", "labels")
RUN_MARKS = ("config.toml", "versions.json")
"""Both lie in the folder of every training run, whose pictures belong to no data set."""
