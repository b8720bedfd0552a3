#!/usr/bin/perl
# A person's shell, as far as terminals care: starts the program again and again in the foreground, tells how
# the terminal is afterwards, and waits until a picture was taken. Unlike a real shell it mends nothing.
#
#   shell.pl KHABAR FOLDER
use strict;
use warnings;
use POSIX qw(WUNTRACED setpgid tcsetpgrp);

my ($khabar, $folder) = @ARGV;
$SIG{TTOU} = 'IGNORE';
$| = 1;

sub start {
  my ($output, @command) = @_;
  my $process = fork // die;
  if (!$process) {
    setpgid(0, 0);
    tcsetpgrp(0, $$);
    # As a shell does: rxvt-unicode starts with these ignored.
    $SIG{$_} = 'DEFAULT' for qw(TTOU TTIN TSTP);
    open STDOUT, '>', $output or die if $output;
    open STDERR, '>', '/dev/null' or die;
    exec @command or die;
  }
  setpgid($process, $process);
  tcsetpgrp(0, $process);
  return $process;
}

sub wait_for_end {
  waitpid $_[0], WUNTRACED;
  tcsetpgrp(0, getpgrp);
}

# The state of the modes a reader may change, in the terminal's own words; the last question is one that
# every terminal answers.
sub modes {
  my ($reply, $byte) = ('', '');
  my $saved = `stty -g`;
  system qw(stty raw -echo);
  print map { "\e[$_\$p" } qw(8 ?1 ?7 ?25 ?1000 ?1004 ?1006 ?1049 ?2004 ?2026);
  print "\e[c";
  for (;;) {
    vec(my $input = '', 0, 1) = 1;
    last unless select($input, undef, undef, 1) && sysread STDIN, $byte, 1;
    $reply .= $byte;
    last if $reply =~ /\e\[\?[0-9;]*c$/;
  }
  chomp $saved;
  system 'stty', $saved;
  $reply =~ s/\e/\\e/g;
  return $reply;
}

sub report {
  my ($name) = @_;
  open my $file, '>', "$folder/state-$name" or die;
  print $file `stty -a`, modes(), "\n";
  close $file;
  open my $mark, '>', "$folder/at-$name" or die;
  close $mark;
  select undef, undef, undef, 0.05 until -e "$folder/go-$name";
}

sub reader {
  my $process = start undef, $khabar;
  open my $file, '>', "$folder/process" or die;
  print $file $process;
  close $file;
  wait_for_end $process;
  return $process;
}

wait_for_end start "$folder/doctor", $khabar, 'doctor', '--json';
print "نص عربي (ثلاث كلمات) 123\nكلمة\n> khabar\n";
report 'before';
for my $way (qw(quit SIGTERM crash)) {
  reader;
  report $way;
}
my $process = reader;
report 'Ctrl-Z';
tcsetpgrp(0, $process);
kill CONT => -$process;
wait_for_end $process;
report 'back';
sleep 60;
