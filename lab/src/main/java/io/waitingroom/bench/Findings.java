package io.waitingroom.bench;

import java.util.List;

/** What a measurement found: lines of the table, and pictures. */
record Findings(List<Row> rows, List<Picture> pictures) {}
