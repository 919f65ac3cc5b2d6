"""Which engine computes a network, and in which numbers. No torch here."""

from dataclasses import dataclass

from ssd_desktop.errors import InferenceError

AUTO = "auto"
TORCH, OPENVINO = "torch", "openvino"
FP32, BF16, INT8 = "fp32", "bf16", "int8"

ENGINES = (AUTO, TORCH, OPENVINO)
PRECISIONS = (AUTO, FP32, BF16, INT8)

_LABELS = {TORCH: "PyTorch", OPENVINO: "OpenVINO", AUTO: "Automatic"}


@dataclass(frozen=True)
class EngineChoice:
    """An engine and its numbers; ``auto`` leaves either to a measurement.

    Attributes:
        engine: One of ``ENGINES``.
        precision: One of ``PRECISIONS``: ``fp32``; ``bf16``, half the bits and the same range; ``int8``, whole numbers,
            for which ``export --precision int8`` has to have quantised the model.
    """

    engine: str = AUTO
    precision: str = AUTO

    def __post_init__(self) -> None:
        """Checks the values.

        Raises:
            InferenceError: There is no such engine or precision, or the engine does not have the precision.
        """
        if self.engine not in ENGINES:
            raise InferenceError(f"There is no engine {self.engine!r}; use one of {', '.join(ENGINES)}.")
        if self.precision not in PRECISIONS:
            raise InferenceError(f"There is no precision {self.precision!r}; use one of {', '.join(PRECISIONS)}.")
        if (self.engine, self.precision) == (TORCH, INT8):
            raise InferenceError("PyTorch does not compute in int8; choose the engine openvino or another precision.")

    @property
    def is_settled(self) -> bool:
        """Whether neither is left to a measurement."""
        return AUTO not in (self.engine, self.precision)

    @property
    def label(self) -> str:
        """What the user reads, such as ``OpenVINO bf16``."""
        name = _LABELS[self.engine]
        return name if self.precision == AUTO else f"{name} {self.precision}"


AUTOMATIC = EngineChoice()

TORCH_FP32 = EngineChoice(TORCH, FP32)
"""The engine that is always there, and the reference for the others."""
