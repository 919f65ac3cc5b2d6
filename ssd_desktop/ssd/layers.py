"""The layers of a network as plain data: what the forward pass, receptive fields and engines walk over. No torch."""

from dataclasses import dataclass
from typing import Literal

Activation = Literal["none", "relu", "relu6"]


@dataclass(frozen=True)
class Pooling:
    """A maximum over cells.

    Attributes:
        kernel: Side of the window.
        stride: Cells between two outputs.
        padding: Cells around the input that never win.
        rounds_up: Whether a window that reaches beyond the input counts.
    """

    kernel: int = 2
    stride: int = 2
    padding: int = 0
    rounds_up: bool = False

    def output_size(self, size: int) -> int:
        """Returns the side of the output for an input of ``size`` cells a side; 0 where nothing is left."""
        room = size + 2 * self.padding - self.kernel
        steps = -(-room // self.stride) if self.rounds_up else room // self.stride
        return max(0, steps + 1)


@dataclass(frozen=True)
class Convolution:
    """A convolution with what comes right before and after it.

    In order: the input is divided, pooled, convolved, added to an earlier output, activated.

    Attributes:
        name: As its paper numbers it; that of its weights too.
        channels: Outputs.
        kernel: Side of the kernel.
        stride: Cells between two outputs.
        padding: Cells of zeros above and to the left of the input.
        dilation: Cells between two elements of the kernel.
        padding_after: Cells of zeros below and to the right where those are others; None: as many.
        depthwise: Whether each output channel looks at its own input channel only.
        activation: What its output passes.
        pooling: Of its input; None: as it comes.
        adds: Name of the layer whose output is added to its own; empty: of none.
        input_divisor: What its input is divided by.
    """

    name: str
    channels: int
    kernel: int = 1
    stride: int = 1
    padding: int = 0
    dilation: int = 1
    padding_after: int | None = None
    depthwise: bool = False
    activation: Activation = "relu"
    pooling: Pooling | None = None
    adds: str = ""
    input_divisor: float = 1.0

    @property
    def paddings(self) -> tuple[int, int]:
        """Cells of zeros before and after the input, along each axis."""
        return self.padding, self.padding if self.padding_after is None else self.padding_after

    @property
    def total_stride(self) -> int:
        """Cells of the input, before any pooling, between two outputs."""
        return self.stride * (1 if self.pooling is None else self.pooling.stride)

    def output_size(self, size: int) -> int:
        """Returns the side of the output for an input of ``size`` cells a side; 0 where nothing is left."""
        if size and self.pooling is not None:
            size = self.pooling.output_size(size)
        if not size:
            return 0
        reach = self.dilation * (self.kernel - 1) + 1
        return max(0, (size + sum(self.paddings) - reach) // self.stride + 1)
