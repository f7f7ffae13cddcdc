/* Memory for records: a reading makes some two hundred and gives them back soon, so that what was given back is kept for the
 * next of the same length. Where the interpreter has no global lock, or frees objects in another way, nothing is kept. */
#define MOST_FIELDS 24 /* of a record whose memory is kept */
#define MOST_SPARE 256 /* records of each length that are kept */

#ifdef Py_GIL_DISABLED
#define KEEPS 0
#else
#define KEEPS 1
#endif

typedef struct { PyObject *first; int count; } Spare; /* the first field of each is the next */

static Spare SPARE[MOST_FIELDS + 1];

static PyObject *record_alloc(PyTypeObject *type, Py_ssize_t fields) {
    /* tp_alloc: an instance whose fields are empty */
    Spare *spare = KEEPS && fields > 0 && fields <= MOST_FIELDS ? &SPARE[fields] : NULL;
    if (!spare || !spare->first) return PyType_GenericAlloc(type, fields);
    PyObject *out = spare->first;
    spare->first = PyTuple_GET_ITEM(out, 0), spare->count--;
    memset(((PyTupleObject *)out)->ob_item, 0, (size_t)fields * sizeof(PyObject *));
    (void)PyObject_InitVar((PyVarObject *)out, type, fields);
    PyObject_GC_Track(out);
    return out;
}

static void record_dealloc(PyObject *record) {
    /* tp_dealloc */
    PyTypeObject *type = Py_TYPE(record);
    Py_ssize_t fields = Py_SIZE(record);
    PyObject_GC_UnTrack(record);
    Py_TRASHCAN_BEGIN(record, record_dealloc)
    for (Py_ssize_t i = fields; i-- > 0;) Py_XDECREF(PyTuple_GET_ITEM(record, i));
    Spare *spare = KEEPS && type->tp_dealloc == record_dealloc && fields > 0 && fields <= MOST_FIELDS ? &SPARE[fields] : NULL;
    if (spare && spare->count < MOST_SPARE) {
        PyTuple_SET_ITEM(record, 0, spare->first);
        spare->first = record, spare->count++;
    } else type->tp_free(record);
    Py_DECREF(type);
    Py_TRASHCAN_END
}

static void keep_spares(PyTypeObject *type) {
    /* gives a kind of tuple without fields of its own the two above */
    if (type->tp_basicsize != PyTuple_Type.tp_basicsize || type->tp_dictoffset || type->tp_weaklistoffset || type->tp_del || type->tp_finalize) return;
    type->tp_alloc = record_alloc;
    type->tp_dealloc = record_dealloc;
}

static PyObject *record(PyTypeObject *type, Py_ssize_t fields) {
    /* an empty instance of a tuple's subclass */
    return type->tp_alloc(type, fields);
}
