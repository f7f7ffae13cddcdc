/* The phrases found, judged in context: which are skills, which are cues.
 *
 * The longest skill at a place wins. A hit that its entry calls ambiguous must pass its context: the case as written,
 * what stands next to it, words or another skill in the same statement. tests/reading/definition says the same in
 * Python.
 */
static int parted(const Scan *scan, const Hit *h) {
    /* whether a stop, comma or bracket stands inside the phrase */
    const Text *t = &scan->t;
    for (int32_t i = h->start; i < h->end; i++) {
        Py_UCS4 c = at(t, i);
        if ((c < 128 && c && strchr(",;:!?|\t()", (int)c)) || c == 0x2022) return 1;
        if (c == '.' && i + 1 < h->end && at(t, i + 1) == ' ') return 1;
    }
    return 0;
}

static int in_cells(const uint64_t *cells, int32_t count, uint64_t h) {
    /* whether a sorted list holds a hash */
    int32_t low = 0;
    while (count > 0) {
        int32_t half = count / 2;
        if (cells[low + half] == h) return 1;
        if (cells[low + half] < h) low += half + 1, count -= half + 1;
        else count = half;
    }
    return 0;
}

static int has_word(const Scan *scan, const Piece *p, Cells words) {
    const uint64_t *cells = scan->index->cells + words.at;
    for (int32_t w = p->first_word; words.count && w < p->first_word + p->words; w++)
        if (in_cells(cells, words.count, scan->hashes[w])) return 1;
    return 0;
}

static int runs_at(const Scan *scan, const Piece *p, int32_t word, const uint64_t *phrase) {
    /* whether the words from `word` on (counted in the statement) are those of a phrase: its length, then its hashes */
    int32_t n = (int32_t)phrase[0];
    if (word < 0 || word + n > p->words) return 0;
    for (int32_t k = 0; k < n; k++) if (scan->hashes[p->first_word + word + k] != phrase[1 + k]) return 0;
    return 1;
}

static int has_phrase(const Scan *scan, const Piece *p, Cells phrases) {
    const uint64_t *phrase = scan->index->cells + phrases.at;
    for (int32_t i = 0; i < phrases.count; i++, phrase += 1 + phrase[0])
        for (int32_t w = 0; w < p->words; w++) if (runs_at(scan, p, w, phrase)) return 1;
    return 0;
}

static int beside(const Scan *scan, const Piece *p, const Hit *h, Cells phrases, int after) {
    const uint64_t *phrase = scan->index->cells + phrases.at;
    for (int32_t i = 0; i < phrases.count; i++, phrase += 1 + phrase[0])
        if (runs_at(scan, p, after ? h->word + h->words : h->word - (int32_t)phrase[0], phrase)) return 1;
    return 0;
}

enum { NO, YES, WAIT };

static int allowed(const Scan *scan, const Hit *h, int32_t context) {
    /* whether the context holds; WAIT: only if a tool stands in the statement */
    if (context < 0) return YES;
    const Context *c = &scan->index->contexts[context];
    const Piece *p = &scan->pieces[h->statement];
    if (c->exact.count && !in_cells(scan->index->cells + c->exact.at, c->exact.count, mix_written(FNV_START, &scan->t, h->start, h->end))) return NO;
    if (beside(scan, p, h, c->before, 1) || beside(scan, p, h, c->after, 0)) return NO;
    if (has_word(scan, p, c->never) || has_phrase(scan, p, c->never_phrases)) return NO;
    if (!(c->near.count || c->near_phrases.count || c->neighbour)) return YES;
    if (has_word(scan, p, c->near) || has_phrase(scan, p, c->near_phrases)) return YES;
    return c->neighbour ? WAIT : NO;
}

static int keep(Found **list, Py_ssize_t *count, Py_ssize_t *room, Found found) {
    if (*count == *room) {
        Py_ssize_t more = *room ? 2 * *room : 128;
        void *grown = PyMem_Realloc(*list, more * sizeof(Found));
        if (!grown) return -1;
        *list = grown, *room = more;
    }
    (*list)[(*count)++] = found;
    return 0;
}

static int by_place(const void *a, const void *b) {
    const Found *x = a, *y = b;
    return x->start != y->start ? (x->start > y->start) - (x->start < y->start) : (x->end < y->end) - (x->end > y->end);
}

/* Ambiguous skills on their way: those that hold, and those that wait for a tool in their statement. */
typedef struct { Found *held, *waiting; Py_ssize_t count, room, waits, wait_room; } Doubt;

static int take_skill(Scan *scan, const Hit *h, const Sense *sense, Doubt *doubt) {
    const Context *c = sense->context < 0 ? NULL : &scan->index->contexts[sense->context];
    Found found = {h->statement, -1 - sense->owner, h->start, h->end};
    if (h->words > 1 && parted(scan, h)) return 0;
    if (!c || !c->rest) { /* sure: of hits that begin at one place the longest, else the first */
        Found *last = scan->skill_count ? &scan->skills[scan->skill_count - 1] : NULL;
        int inside = last && last->statement == h->statement && h->start < last->end;
        if ((inside && h->start != last->start) || allowed(scan, h, sense->context) != YES) return 0;
        if (inside) { *last = found; return 0; }
        return keep(&scan->skills, &scan->skill_count, &scan->skill_room, found);
    }
    int held = allowed(scan, h, sense->context);
    if (held == YES) return keep(&doubt->held, &doubt->count, &doubt->room, found);
    return held == WAIT ? keep(&doubt->waiting, &doubt->waits, &doubt->wait_room, found) : 0;
}

static uint8_t *tool_statements(const Scan *scan, const Doubt *doubt) {
    /* a byte for each statement: whether a tool that is no doubt stands in it */
    uint8_t *out = PyMem_Calloc(scan->count + 1, 1);
    for (Py_ssize_t i = 0; out && i < scan->skill_count; i++) out[scan->skills[i].statement] |= scan->index->tools[scan->skills[i].what] != 0;
    for (Py_ssize_t i = 0; out && i < doubt->count; i++) out[doubt->held[i].statement] |= scan->index->tools[doubt->held[i].what] != 0;
    return out;
}

static int add_waiting(Scan *scan, const Doubt *doubt) {
    uint8_t *tools = doubt->waits ? tool_statements(scan, doubt) : NULL;
    int failed = doubt->waits && !tools;
    for (Py_ssize_t i = 0; !failed && i < doubt->waits; i++)
        if (tools[doubt->waiting[i].statement]) failed = keep(&scan->skills, &scan->skill_count, &scan->skill_room, doubt->waiting[i]);
    PyMem_Free(tools);
    return failed;
}

static int settle_doubt(Scan *scan, Doubt *doubt) {
    /* sure and doubtful skills in order of place; where two overlap the first, of those that begin together the longest */
    Py_ssize_t sure = scan->skill_count, kept = 0;
    int32_t reached = -1;
    if (add_waiting(scan, doubt) < 0) return -1;
    for (Py_ssize_t i = 0; i < doubt->count; i++)
        if (keep(&scan->skills, &scan->skill_count, &scan->skill_room, doubt->held[i]) < 0) return -1;
    if (scan->skill_count == sure) return 0;
    qsort(scan->skills, scan->skill_count, sizeof(Found), by_place);
    for (Py_ssize_t i = 0; i < scan->skill_count; i++)
        if (scan->skills[i].start >= reached) reached = scan->skills[i].end, scan->skills[kept++] = scan->skills[i];
    scan->skill_count = kept;
    return 0;
}

static int take_hit(Scan *scan, const Hit *h, Doubt *doubt) {
    const Index *ix = scan->index;
    for (int32_t s = ix->form_at[h->form]; s < ix->form_at[h->form + 1]; s++) {
        const Sense *sense = &ix->senses[s];
        if (sense->owner < 0) {
            if (take_skill(scan, h, sense, doubt) < 0) return -1;
        } else if (allowed(scan, h, sense->context) == YES) {
            if (keep(&scan->cues, &scan->cue_count, &scan->cue_room, (Found){h->statement, sense->owner, h->start, h->end}) < 0) return -1;
            if (sense->row >= 0) add32(scan->sums + (size_t)h->statement * MOST_CLASSES, ix->weights + (size_t)sense->row * MOST_CLASSES);
        }
    }
    return 0;
}

static void weigh_skills(Scan *scan) {
    /* each skill weighs as one, a tool as a tool too */
    const Index *ix = scan->index;
    const int16_t *skill = row_of(ix, mix(FNV_START, "c:skill")), *tool = row_of(ix, mix(FNV_START, "c:tool"));
    for (Py_ssize_t i = 0; i < scan->skill_count; i++) {
        int32_t *sum = scan->sums + (size_t)scan->skills[i].statement * MOST_CLASSES;
        add32(sum, skill);
        if (ix->tools[scan->skills[i].what]) add32(sum, tool);
    }
}

static int match(Scan *scan) {
    /* fills in skills and cues, and adds their weights to the sums; once */
    Doubt doubt = {0};
    int failed = 0;
    if (scan->matched) return 0;
    for (Py_ssize_t i = 0; !failed && i < scan->hit_count; i++) failed = take_hit(scan, &scan->hits[i], &doubt);
    if (!failed) failed = settle_doubt(scan, &doubt);
    PyMem_Free(doubt.held);
    PyMem_Free(doubt.waiting);
    if (failed) PyErr_NoMemory();
    else weigh_skills(scan);
    scan->matched = !failed;
    return failed;
}
