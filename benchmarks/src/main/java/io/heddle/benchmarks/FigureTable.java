package io.heddle.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All figures, one row for each kind of work and one column for each peer: the factors are a peer's amount by Heddle's. */
final class FigureTable {
    private final Map<String, Row> rows = new TreeMap<>();

    private record Row(String unit, Map<Peer, List<Figure>> runs) {}

    /** Adds what one run of one peer gave. */
    void add(String work, String unit, Peer peer, Figure figure) {
        rows.computeIfAbsent(work, w -> new Row(unit, new EnumMap<>(Peer.class)))
                .runs
                .computeIfAbsent(peer, p -> new ArrayList<>())
                .add(figure);
    }

    String toMarkdown() {
        var peers = EnumSet.noneOf(Peer.class);
        rows.values().forEach(row -> peers.addAll(row.runs.keySet()));
        var lines = new ArrayList<String>();
        lines.add(peers.stream().map(peer -> peer.title).collect(Collectors.joining(" | ", "| | ", " |")));
        lines.add("|---".repeat(peers.size() + 1) + "|");
        rows.forEach((work, row) -> lines.add(peers.stream()
                .map(peer -> cell(row, peer))
                .collect(Collectors.joining(" | ", "| " + work + " | ", " |"))));
        return String.join("\n", lines) + "\n";
    }

    private static String cell(Row row, Peer peer) {
        var runs = row.runs.get(peer);
        if (runs == null) {
            return "–";
        }
        var figure = Figure.median(runs);
        var amount = number(figure.amount()) + " " + row.unit
                + (Double.isNaN(figure.allocated()) ? "" : ", " + number(figure.allocated()) + " B");
        var ours = row.runs.get(Peer.heddle);
        return peer == Peer.heddle || ours == null
                ? amount
                : "×" + number(figure.amount() / Figure.median(ours).amount()) + " (" + amount + ")";
    }

    /** Three digits, which is more than these figures are good for. */
    private static String number(double value) {
        var digits = value < 10 ? 2 : value < 100 ? 1 : 0;
        return value < 0.01 ? "0" : String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
