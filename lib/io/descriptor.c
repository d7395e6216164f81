#include "io/descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

void
descriptor_guard(void)
{
	/* the wrong way round on purpose: reading 0, writing 1 must fail */
	static const int mode[] = { O_WRONLY, O_RDONLY, O_WRONLY };

	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			(void)open("/dev/null", mode[fd]); /* takes the lowest */
}

int
descriptor_above(int fd)
{
	int high, saved;

	if (fd < 0 || fd > STDERR_FILENO)
		return fd;
	high = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	saved = errno;
	close(fd);
	errno = saved;
	return high;
}
