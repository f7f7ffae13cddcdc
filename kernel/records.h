/* Records (model/record.py): kinds of tuple whose fields are read and filled at the speed of slots. */

static PyObject *record_new(PyObject *plan, PyObject *const *args, Py_ssize_t count, PyObject *keywords) {
    /* __new__(kind, *values): `plan` is (names, defaults of the last fields, what to call where values have names or don't
     * fit) */
    Py_ssize_t fields = PyTuple_GET_SIZE(PyTuple_GET_ITEM(plan, 0)), given = count - 1;
    PyObject *tail = PyTuple_GET_ITEM(plan, 1);
    Py_ssize_t missing = fields - given;
    if (keywords || given < 0 || missing < 0 || missing > PyTuple_GET_SIZE(tail) || !PyType_Check(args[0]) || !PyType_IsSubtype((PyTypeObject *)args[0], &PyTuple_Type))
        return PyObject_Vectorcall(PyTuple_GET_ITEM(plan, 2), args, count, keywords);
    PyObject *out = ((PyTypeObject *)args[0])->tp_alloc((PyTypeObject *)args[0], fields);
    for (Py_ssize_t i = 0; out && i < given; i++) PyTuple_SET_ITEM(out, i, again(args[1 + i]));
    for (Py_ssize_t i = 0; out && i < missing; i++)
        PyTuple_SET_ITEM(out, given + i, again(PyTuple_GET_ITEM(tail, PyTuple_GET_SIZE(tail) - missing + i)));
    return out;
}

static PyMethodDef new_method = {"__new__", (PyCFunction)(void (*)(void))record_new, METH_FASTCALL | METH_KEYWORDS, NULL};

static PyObject *maker_of(PyObject *self, PyObject *args) {
    /* maker(names, tail, slow): the `__new__` of a kind of tuple; `slow` takes what it doesn't */
    PyObject *names, *tail, *slow;
    (void)self;
    if (!PyArg_ParseTuple(args, "O!O!O", &PyTuple_Type, &names, &PyTuple_Type, &tail, &slow)) return NULL;
    if (PyTuple_GET_SIZE(tail) > PyTuple_GET_SIZE(names)) return PyErr_Format(PyExc_ValueError, "more defaults than fields");
    PyObject *made = PyCFunction_New(&new_method, args);
    return made;
}

static PyObject *members_of(PyObject *self, PyObject *args) {
    /* members(type): gives a subtype of tuple, which has `_fields`, a member for each: the interpreter reads one as fast
     * as a slot, and five times as fast as a property. They live as long as the process. */
    PyObject *type;
    (void)self;
    if (!PyArg_ParseTuple(args, "O!", &PyType_Type, &type)) return NULL;
    if (!PyType_IsSubtype((PyTypeObject *)type, &PyTuple_Type)) return PyErr_Format(PyExc_TypeError, "a kind of tuple");
    PyObject *names = PyObject_GetAttrString(type, "_fields");
    Py_ssize_t count = names && PyTuple_Check(names) ? PyTuple_GET_SIZE(names) : -1;
    PyMemberDef *members = count < 0 ? NULL : PyMem_Calloc(count + 1, sizeof *members);
    int failed = !members;
    for (Py_ssize_t i = 0; !failed && i < count; i++) {
        members[i].name = PyUnicode_AsUTF8(PyTuple_GET_ITEM(names, i)); /* `names` is never given back */
        members[i].type = T_OBJECT_EX;
        members[i].flags = READONLY;
        members[i].offset = offsetof(PyTupleObject, ob_item) + i * sizeof(PyObject *);
        PyObject *member = members[i].name ? PyDescr_NewMember((PyTypeObject *)type, &members[i]) : NULL;
        failed = !member || PyObject_SetAttr(type, PyTuple_GET_ITEM(names, i), member) < 0;
        Py_XDECREF(member);
    }
    if (!failed) {
        keep_spares((PyTypeObject *)type);
        Py_RETURN_NONE;
    }
    if (!PyErr_Occurred()) PyErr_SetString(PyExc_TypeError, "_fields is no tuple of names");
    return NULL;
}

static PyObject *column_of(PyObject *self, PyObject *args) {
    /* column(records, i): the i-th field of every record of a tuple of tuples */
    PyObject *records;
    Py_ssize_t i;
    (void)self;
    if (!PyArg_ParseTuple(args, "O!n", &PyTuple_Type, &records, &i)) return NULL;
    PyObject *out = PyList_New(PyTuple_GET_SIZE(records));
    for (Py_ssize_t k = 0; out && k < PyTuple_GET_SIZE(records); k++) {
        PyObject *record = PyTuple_GET_ITEM(records, k);
        if (PyTuple_Check(record) && i >= 0 && i < PyTuple_GET_SIZE(record)) PyList_SET_ITEM(out, k, again(PyTuple_GET_ITEM(record, i)));
        else {
            Py_CLEAR(out);
            PyErr_SetString(PyExc_IndexError, "a record without such a field");
        }
    }
    return out;
}

static PyObject *listed(PyObject *value) {
    /* a plain tuple as a list, those in it too; anything else as it is */
    if (!PyTuple_CheckExact(value)) return again(value);
    PyObject *out = PyList_New(PyTuple_GET_SIZE(value));
    for (Py_ssize_t i = 0; out && i < PyTuple_GET_SIZE(value); i++) {
        PyObject *inner = listed(PyTuple_GET_ITEM(value, i));
        if (!inner) Py_CLEAR(out);
        else PyList_SET_ITEM(out, i, inner);
    }
    return out;
}

static PyObject *empty_dict(PyObject *names) {
    /* all names without a value: copies of it never grow */
    PyObject *out = PyDict_New();
    for (Py_ssize_t i = 0; out && i < PyTuple_GET_SIZE(names); i++)
        if (PyTuple_GET_ITEM(names, i) != Py_None && PyDict_SetItem(out, PyTuple_GET_ITEM(names, i), Py_None) < 0) Py_CLEAR(out);
    return out;
}

static PyObject *dict_of(PyObject *record, PyObject *names, PyObject *empty) {
    PyObject *out = PyDict_Copy(empty);
    for (Py_ssize_t i = 0; out && i < PyTuple_GET_SIZE(names); i++) {
        if (PyTuple_GET_ITEM(names, i) == Py_None) continue;
        PyObject *value = listed(PyTuple_GET_ITEM(record, i));
        if (!value || PyDict_SetItem(out, PyTuple_GET_ITEM(names, i), value) < 0) Py_CLEAR(out);
        Py_XDECREF(value);
    }
    return out;
}

static PyObject *dicts_of(PyObject *self, PyObject *args) {
    /* dicts(records, names): a dict for every record of a tuple; its first fields by name, less those without one */
    PyObject *records, *names;
    (void)self;
    if (!PyArg_ParseTuple(args, "O!O!", &PyTuple_Type, &records, &PyTuple_Type, &names)) return NULL;
    PyObject *empty = empty_dict(names), *out = empty ? PyList_New(PyTuple_GET_SIZE(records)) : NULL;
    for (Py_ssize_t k = 0; out && k < PyTuple_GET_SIZE(records); k++) {
        PyObject *record = PyTuple_GET_ITEM(records, k), *made = NULL;
        if (PyTuple_Check(record) && PyTuple_GET_SIZE(record) >= PyTuple_GET_SIZE(names)) made = dict_of(record, names, empty);
        else PyErr_SetString(PyExc_IndexError, "a record without such a field");
        if (!made) Py_CLEAR(out);
        else PyList_SET_ITEM(out, k, made);
    }
    Py_XDECREF(empty);
    return out;
}
