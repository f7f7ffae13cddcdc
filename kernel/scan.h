/* The words of every statement: their weights added up, the phrases among them found. */
typedef struct { int32_t statement, form, start, end, word, words; } Hit;

typedef struct { int32_t statement, what, start, end; } Found; /* what: a skill or a cue */

typedef struct {
    PyObject_HEAD
    Index *index;
    PyObject *text;
    Text t;
    Hit *hits;
    Py_ssize_t hit_count, hit_room;
    Found *skills, *cues;
    Py_ssize_t skill_count, skill_room, cue_count, cue_room;
    Piece *pieces;
    int32_t *sums;   /* count x MOST_CLASSES: the words' weights, after `match` the cues' too */
    int32_t *fields; /* count x MOST_CLASSES, after `decide`: everything that was added up */
    double (*chances)[MOST_KINDS]; /* after `decide`: how likely each kind is */
    uint64_t *hashes, *pairs; /* of every word, and of it with the next one */
    int32_t *starts, *ends;
    Py_ssize_t count, words;
    int matched, decided;
} Scan;

static int more_words(Scan *scan, Py_ssize_t *room) {
    *room = *room ? 2 * *room : 1024;
    void *h = PyMem_Realloc(scan->hashes, *room * sizeof(uint64_t));
    if (h) scan->hashes = h;
    void *p = PyMem_Realloc(scan->pairs, *room * sizeof(uint64_t));
    if (p) scan->pairs = p;
    void *s = PyMem_Realloc(scan->starts, *room * sizeof(int32_t));
    if (s) scan->starts = s;
    void *e = PyMem_Realloc(scan->ends, *room * sizeof(int32_t));
    if (e) scan->ends = e;
    return h && p && s && e ? 0 : -1;
}

static inline void soon(const Filter *known, const Slot *slots, int32_t count, uint64_t h) {
    if (maybe(known, h)) PREFETCH(&slots[home_of(h) & ((uint64_t)count - 1)]);
}

static int split_words(Scan *scan) {
    /* The tables are larger than the nearest caches: what will be looked up is asked for while words are split. */
    const Text *t = &scan->t;
    const Header *head = scan->index->head;
    Py_ssize_t room = 0, n = 0;
    for (Py_ssize_t i = 0; i < scan->count; i++) {
        Piece *p = &scan->pieces[i];
        p->first_word = (int32_t)n;
        int32_t from = p->start;
        uint64_t before = 0;
        while (from < p->end) {
            if (fold(at(t, from)) == ' ') { from++; continue; }
            if (n == room && more_words(scan, &room) < 0) return -1;
            uint64_t h = FNV_START, pair = mix_byte(before, ' ');
            scan->starts[n] = from;
            for (; from < p->end; from++) {
                int c = fold(at(t, from));
                if (c == ' ') break;
                h = mix_byte(h, c);
                pair = mix_byte(pair, c);
            }
            scan->ends[n] = from;
            scan->hashes[n] = before = h;
            if (n > p->first_word) {
                scan->pairs[n - 1] = pair;
                soon(&scan->index->known_features, scan->index->features, head->feature_slots, pair);
            }
            soon(&scan->index->known_features, scan->index->features, head->feature_slots, h);
            soon(&scan->index->known_phrases, scan->index->phrases, head->phrase_slots, h);
            n++;
        }
        p->words = (int32_t)n - p->first_word;
    }
    scan->words = n;
    return 0;
}

static int add_hit(Scan *scan, Hit hit) {
    if (scan->hit_count == scan->hit_room) {
        Py_ssize_t room = scan->hit_room ? 2 * scan->hit_room : 256;
        void *grown = PyMem_Realloc(scan->hits, room * sizeof(Hit));
        if (!grown) return -1;
        scan->hits = grown, scan->hit_room = room;
    }
    scan->hits[scan->hit_count++] = hit;
    return 0;
}

static int find_phrases(Scan *scan, int32_t statement, int32_t w, int32_t stop) {
    /* every known phrase that begins with a word */
    const Index *ix = scan->index;
    uint64_t h = scan->hashes[w];
    for (int32_t n = 1;; n++) {
        int32_t value = maybe(&ix->known_phrases, h) ? find(ix->phrases, ix->head->phrase_slots, h) : -2;
        if (value == -2) return 0;
        if (value >= 0 && add_hit(scan, (Hit){statement, value, scan->starts[w], scan->ends[w + n - 1], w - scan->pieces[statement].first_word, n}) < 0)
            return -1;
        if (w + n >= stop) return 0;
        h = n == 1 ? scan->pairs[w] : mix_folded(mix_byte(h, ' '), &scan->t, scan->starts[w + n], scan->ends[w + n]);
    }
}

#define AHEAD 24 /* words whose rows are asked for at once, before the first is added */

static void add_rows(const Scan *scan, int32_t w, int32_t stop, int32_t *sum) {
    /* the weights of words and of pairs of neighbours */
    const Index *ix = scan->index;
    const int16_t *rows[2 * AHEAD];
    for (int n; w < stop; ) {
        for (n = 0; n + 2 <= 2 * AHEAD && w < stop; w++) {
            const int16_t *word = row_of(ix, scan->hashes[w]), *pair = w + 1 < stop ? row_of(ix, scan->pairs[w]) : NULL;
            if (word) rows[n++] = word;
            if (pair) rows[n++] = pair;
            if (word) PREFETCH(word), PREFETCH(word + 32);
            if (pair) PREFETCH(pair), PREFETCH(pair + 32);
        }
        for (int k = 0; k < n; k++) add32(sum, rows[k]);
    }
}

static int weigh_and_find(Scan *scan) {
    const Index *ix = scan->index;
    for (Py_ssize_t i = 0; i < scan->count; i++) {
        Piece *p = &scan->pieces[i];
        int32_t *sum = scan->sums + i * MOST_CLASSES, stop = p->first_word + p->words;
        if (p->words) add32(sum, row_of(ix, mix_folded(mix(FNV_START, "^ "), &scan->t, scan->starts[p->first_word], scan->ends[p->first_word])));
        add_rows(scan, p->first_word, stop, sum);
        for (int32_t w = p->first_word; w < stop; w++)
            if (find_phrases(scan, (int32_t)i, w, stop) < 0) return -1;
    }
    return 0;
}
