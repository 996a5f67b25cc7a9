"""The machine: from the text of functions to code that this processor runs."""

import ctypes
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeAlias, final

import llvmlite
import llvmlite.binding as llvm
import numpy as np
import numpy.typing as npt

Function: TypeAlias = Callable[..., None]

POINTER, LONG, INT = ctypes.c_void_p, ctypes.c_int64, ctypes.c_int32
PART = (POINTER, LONG, LONG, INT, POINTER, POINTER)
LUCK = (POINTER, LONG, LONG, LONG, POINTER, LONG, POINTER)
COUNT = (POINTER, LONG, LONG, POINTER, POINTER, POINTER, POINTER)


def processor() -> str:
    """Return what code depends on: the processor, what it can do, and the compiler."""
    return f"{llvm.get_host_cpu_name()} {llvm.get_host_cpu_features().flatten()} {llvmlite.__version__}"


def machine_code(text: str) -> bytes:
    """Return the code of a module."""
    module = llvm.parse_assembly(text, _ready())
    module.verify()
    return bytes(_target().emit_object(module))


@final
class Machine:
    """Code that is loaded and can be called; calls let other threads run."""

    def __init__(self, code: bytes) -> None:
        self._engine = llvm.create_mcjit_compiler(llvm.parse_assembly("", _ready()), _target())
        self._engine.add_object_file(llvm.ObjectFileRef.from_data(code))
        self._engine.finalize_object()

    def function(self, name: str, types: Sequence[Any]) -> Function:
        """Return a function of the code, which stays loaded as long as the function is in use."""
        found: Any = ctypes.CFUNCTYPE(None, *types)(self._engine.get_function_address(name))
        found.machine = self
        function: Function = found
        return function


def aligned(shape: tuple[int, ...], dtype: Any, fill: float = 0) -> npt.NDArray[Any]:
    """Return an array that begins where a line of the cache does."""
    size, line = int(np.prod(shape)) * np.dtype(dtype).itemsize, 64
    raw = np.zeros(size + line, np.uint8)
    start = -raw.ctypes.data % line
    found: npt.NDArray[Any] = raw[start : start + size].view(dtype).reshape(shape)
    if fill:
        found[...] = fill
    return found


@cache
def _ready() -> Any:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    return llvm.get_global_context()


def _target() -> Any:
    return llvm.Target.from_default_triple().create_target_machine(
        cpu=llvm.get_host_cpu_name(), features=llvm.get_host_cpu_features().flatten(), opt=2, jit=True
    )
