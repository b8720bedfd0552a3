#!/bin/bash
# Takes the pictures of the README that show the list and an article of the shipped edition in four
# terminals.
#
#   pictures.sh KHABAR FOLDER
set -u
khabar=$(realpath "$1") folder=$(realpath "$2")
out=$(mktemp -d)
. "$(dirname "$0")/terminals.sh"
columns=76 rows=17 size=10
rm -f "$work/archive.sqlite"
env -i "${environment[@]}" KHABAR_ARCHIVE="$work/archive.sqlite" "$khabar" import "$here/../../data/edition" \
  > /dev/null || exit 2

list=() article=()
for terminal in "VTE vte" "Konsole konsole" "kitty kitty-arabic" "PuTTY pterm"; do
  name=${terminal% *} terminal=${terminal#* }
  fresh_archive
  write_command "" "$khabar"
  open_terminal "$terminal" "" || exit 1
  xdotool key Down
  picture "$out/$terminal-list.png"
  xdotool key Return
  sleep 1
  picture "$out/$terminal-article.png"
  # Konsole has its buttons above the rows.
  for scene in list article; do
    convert "$out/$terminal-$scene.png" -gravity South -crop "x$((rows * 17))+0+0" +repage \
      "$out/$terminal-$scene.png"
  done
  list+=(-label "$name" "$out/$terminal-list.png")
  article+=(-label "$name" "$out/$terminal-article.png")
  stop_terminal
done
font=$(fc-match -f '%{file}' 'DejaVu Sans')
for scene in list article; do
  declare -n pictures=$scene
  montage "${pictures[@]}" -tile 2x2 -geometry +6+6 -font "$font" -pointsize 14 -background white -depth 8 miff:- |
    convert - -dither None -colors 64 "PNG8:$folder/terminals-$scene.png"
done
rm -rf "$out"
