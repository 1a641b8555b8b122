"""The machine that figures were taken on."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path


def machine(browser: str = "") -> dict[str, str]:
    """Return what figures depend on, in the order in which it is printed; what the system does not tell is left out."""
    rows = {
        "Processor": _field("/proc/cpuinfo", "model name") or platform.processor(),
        "Cores": str(cores()),
        "Memory": _memory(),
        "System": f"{platform.system()} {platform.release().partition('-')[0]}",
        "Python": platform.python_version(),
        "Streamlit": version("streamlit"),
        "networkx": version("networkx"),
        "Browser": browser,
        "Load when it began": _load(),
        "Date": datetime.now(UTC).date().isoformat(),
    }
    return {name: value for name, value in rows.items() if value}


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _load() -> str:
    """Say how busy the machine was in the last minute: figures of a busy machine are too high."""
    if not hasattr(os, "getloadavg"):
        return ""
    load = os.getloadavg()[0]
    return f"{load:.1f}" + (" (busy: times are too high)" if load > cores() / 2 else "")


def _memory() -> str:
    found = _field("/proc/meminfo", "MemTotal")
    return f"{int(found.split()[0]) / 1024**2:.0f} GB" if found else ""


def _field(path: str, name: str) -> str:
    """Return the first value of a field in a file of lines `name: value`, or nothing."""
    if not Path(path).exists():
        return ""
    lines = (line.partition(":") for line in Path(path).read_text(encoding="utf-8").splitlines())
    return next((value.strip() for field, _, value in lines if field.strip() == name), "")
