"""A tiny accurate tier, with weights from a seeded generator and a vocabulary of letters."""

import json
import string
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from stanceclf.accurate.encoder import HEADS, layer_name, layer_shapes
from stanceclf.accurate.files import Tier, read_tier, write_tier
from stanceclf.accurate.inputs import LONGEST, N_ROLES
from stanceclf.records import LABELS

WIDTH, INNER, LAYERS, TRAINED_FROM = 2 * HEADS, 16, 3, 1
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
ABOUT = {
    "name": "tiny",
    "version": "0",
    "layers": LAYERS,
    "trained_from": TRAINED_FROM,
    "blend": {"fast": 0.5, "own": 0.5},
    "found_blend": {"fast": 0.5, "own": 0.25},
    "shares": [0.25, 0.5, 0.75, 1.0],
}


def tokenizer() -> str:
    """Return the JSON of a tokenizer that knows letters, digits and marks."""
    letters = string.ascii_lowercase + string.digits
    pieces = [*SPECIAL, *letters, *(f"##{one}" for one in letters), *".,'\"-"]
    special = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
    return json.dumps(
        {
            "version": "1.0",
            "truncation": None,
            "padding": None,
            "added_tokens": [
                {"id": number, "content": piece, "special": True, **special}
                for number, piece in enumerate(SPECIAL)
            ],
            "normalizer": {
                "type": "BertNormalizer",
                "clean_text": True,
                "handle_chinese_chars": True,
                "strip_accents": None,
                "lowercase": True,
            },
            "pre_tokenizer": {"type": "BertPreTokenizer"},
            "post_processor": None,
            "decoder": None,
            "model": {
                "type": "WordPiece",
                "unk_token": "[UNK]",
                "continuing_subword_prefix": "##",
                "max_input_chars_per_word": 100,
                "vocab": {piece: number for number, piece in enumerate(pieces)},
            },
        }
    )


def arrays(width: int = WIDTH) -> dict[str, NDArray[np.float32]]:
    """Return the weights of the tiny network."""
    rng = np.random.default_rng(0)
    shapes: dict[str, tuple[int, ...]] = {
        "words": (len(json.loads(tokenizer())["model"]["vocab"]), width),
        "places": (LONGEST, width),
        "scale": (width,),
        "shift": (width,),
        "roles": (N_ROLES, width),
        "output": (len(LABELS), 2 * width),
        "output_bias": (len(LABELS),),
    }
    for number in range(LAYERS):
        layer = layer_shapes(width, INNER)
        shapes |= {layer_name(number, field): shape for field, shape in layer.items()}
    return {name: rng.normal(0, 0.5, shape).astype(np.float32) for name, shape in shapes.items()}


@pytest.fixture(scope="session")
def tier_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tiers") / "tiny"
    write_tier(path, arrays(), tokenizer(), about=ABOUT)
    return path


@pytest.fixture(scope="session")
def tier(tier_path: Path) -> Tier:
    return read_tier(tier_path)
